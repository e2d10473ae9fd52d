"""The weights of the choice among namesakes; fitted by bench/read/places/fit.py."""

from __future__ import annotations

ROUNDS = 2
WEIGHTS: dict[str, float] = {
    "population": 1.0, "main": 1.0, "first": 0.5,
    "city": 0.0, "locality": 0.0, "region": 0.5, "county": -1.5, "county_said": 4.0,
    "country": 2.0, "airfield": -1.0, "other": 0.5,
    "inside": 6.0, "outside": -1.0, "address_country": 1.0, "us": 0.5, "gb": 0.2, "home": 0.3,
    "same_country": 0.5, "country_named": 0.3, "same_region": 1.0, "region_named": 1.0,
    "same_county": 0.5, "near": 0.5,
}  # fmt: skip
