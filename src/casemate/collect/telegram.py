"""Telegram Desktop's exports, JSON and HTML: every message with words a child capture.

Formats as Telegram Desktop 4 and 5 write them ("Export chat history"; "Export Telegram data").
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from casemate.collect.media_type import POST
from casemate.collect.record import Record, child, failed
from casemate.nouns import Capture, Failure

NETWORK = "Telegram"
_CHANNELS = ("public_channel", "private_channel")
_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?", re.ASCII)


def telegram_json(capture: Capture, stream: BinaryIO) -> Iterator[Record | Failure]:
    """The messages of result.json, of one chat or of a whole account."""
    try:
        given = json.load(stream)
        chats = [given] if "messages" in given else given["chats"]["list"]
        listed = [(chat, chat["messages"]) for chat in chats]
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        yield Failure("read", capture.address, f"not an export that can be read: {fault!r}")
        return
    for chat, messages in listed:
        place = "" if len(listed) == 1 else f"chat {chat.get('id')} "
        for number, message in enumerate(messages, 1):
            try:
                post = _post(chat, message)
                record = f"{place}message {message['id']}"
            except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as fault:
                at = f"{place}message number {number}"
                yield failed(capture, at, f"not a message as Telegram writes them: {fault!r}")
                continue
            if post is not None:
                yield _record(capture, record, post)


def _post(chat: dict[str, Any], message: dict[str, Any]) -> dict[str, Any] | None:
    text = _plain(message.get("text", ""))
    if message.get("type", "message") != "message" or not text.strip():
        return None
    channel = chat.get("name") if chat.get("type") in _CHANNELS else None
    media = [message[key] for key in ("photo", "file") if isinstance(message.get(key), str)]
    return {
        "id": str(message["id"]),
        "network": NETWORK,
        "text": text,
        "author": message.get("author") or message.get("from") or chat.get("name"),
        "outlet": channel or message.get("from") or chat.get("name"),
        "time": _time(message, "date"),
        "edited": _time(message, "edited"),
        "reply_to": _id(message.get("reply_to_message_id")),
        "forwarded_from": message.get("forwarded_from") or message.get("saved_from"),
        "media": media,
    }


def _plain(text: Any) -> str:
    if isinstance(text, str):
        return text
    return "".join(piece if isinstance(piece, str) else str(piece["text"]) for piece in text)


def _time(message: dict[str, Any], field: str) -> str | None:
    stamp = message.get(f"{field}_unixtime")
    if stamp is not None:
        return datetime.fromtimestamp(int(stamp), UTC).isoformat()
    # Older exports give the exporter's own clock alone, which tells the day and not the hour.
    return message.get(field)


def _id(value: Any) -> str | None:
    return None if value is None else str(value)


def telegram_html(capture: Capture, stream: BinaryIO) -> Iterator[Record | Failure]:
    """The messages of messages.html (messages2.html, …)."""
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = lxml.html.document_fromstring(stream.read(), parser=parser)
    except (lxml.etree.ParserError, ValueError) as fault:
        yield Failure("read", capture.address, f"not an export that can be read: {fault}")
        return
    name = _text(next(iter(_of_class(tree, "page_header")), None))
    author: str | None = None
    for message in _of_class(tree, "message"):
        if "default" not in message.get("class", "").split():
            continue
        author = _own(message, "from_name") or author
        forwarded = next(iter(_of_class(message, "forwarded")), None)
        text = _lines(next(iter(_of_class(message, "text")), None))
        if not text:
            continue
        number = message.get("id", "").removeprefix("message")
        post = {
            "id": number,
            "network": NETWORK,
            "text": text,
            "author": _own(message, "signature") or author or name,
            "outlet": author or name,
            "time": _written_time(message),
            "forwarded_from": None if forwarded is None else _own(forwarded, "from_name"),
            "reply_to": _reply_to(message),
            "media": [a.get("href") for a in _of_class(message, "photo_wrap") if a.get("href")],
        }
        yield _record(capture, f"message {number}", post)


def _of_class(node: Any, name: str) -> list[Any]:
    found: list[Any] = node.xpath(
        f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
    )
    return found


def _own(message: Any, name: str) -> str | None:
    """What stands in a message's own element of a class, not in one it forwards."""
    for node in _of_class(message, name):
        inside = (a for a in node.iterancestors() if a is not message)
        outer = any(
            "forwarded" in a.get("class", "").split()
            for a in inside
            if message in a.iterancestors()
        )
        if not outer:
            for part in _of_class(node, "details"):
                part.drop_tree()
            return _text(node)
    return None


def _text(node: Any) -> str | None:
    return None if node is None else " ".join(node.text_content().split()) or None


def _lines(node: Any) -> str:
    if node is None:
        return ""
    for mark in list(node.iter("br")):
        mark.tail = "\n" + (mark.tail or "").lstrip("\n")
    lines = (" ".join(line.split()) for line in node.text_content().split("\n"))
    return "\n".join(lines).strip()


def _written_time(message: Any) -> str | None:
    for node in _of_class(message, "date"):
        match = _DATE.match(node.get("title", ""))
        if match is not None:
            day, month, year, clock, zone = match.groups()
            return f"{year}-{month}-{day}T{clock}{zone or ''}"
    return None


def _reply_to(message: Any) -> str | None:
    for link in message.xpath(".//*[contains(@class, 'reply_to')]//a/@href"):
        if "go_to_message" in link:
            return str(link.rpartition("go_to_message")[2])
    return None


def _record(capture: Capture, place: str, post: dict[str, Any]) -> Record:
    given = {key: value for key, value in post.items() if value not in (None, "", [])}
    content = json.dumps(given, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return Record(child(capture, place, POST, "post"), content)
