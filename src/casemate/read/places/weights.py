"""The weights of the choice among namesakes; fitted by bench/read/places/fit.py."""

from __future__ import annotations

ROUNDS = 2
WEIGHTS: dict[str, float] = {
    "address_country": 4.05, "airfield": 3.94, "city": -1.6, "country": 0.05,
    "country_named": 1.13, "county": -3.3, "county_said": 4.0, "first": 0.03, "gb": -0.75,
    "home": 4.13, "inside": 5.41, "locality": 1.58, "main": 3.43, "near": 2.43, "other": 2.23,
    "outside": -0.41, "population": 1.59, "region": -2.39, "region_named": 0.61,
    "same_country": 0.88, "same_county": 1.95, "same_region": 2.87, "site": 2.0, "us": 1.79,
}  # fmt: skip
THRESHOLD = 0.0
NAME_WEIGHTS: dict[str, float] = {
    # Set by hand: the articles they were fitted to name no such site and carry no mentions.
    "site": 3.0, "model_place": 3.5, "model_body": -1.5, "model_in_body": 0.3, "model_other": -4.0,
    "after_a": 0.67, "after_and": -0.28, "after_by": -0.1, "after_capital": -1.98,
    "after_comma": 0.53, "after_common_capital": -2.06, "after_demonym": -1.59,
    "after_direction": 0.44, "after_from": 1.1, "after_given": -2.05, "after_hyphen": 0.28,
    "after_in": 1.7, "after_in_capital": -0.24, "after_initial": 0.14, "after_mark": -0.51,
    "after_number": -0.3, "after_of": 0.7, "after_small_word": 1.34, "after_the": 0.52,
    "after_title": -0.16, "after_word": 0.19, "again": -0.23, "all_capitals": 1.99,
    "at_end": 0.95, "at_start": 0.0, "before_body": 0.42, "before_capital": -1.27,
    "before_common_capital": -0.97, "before_feature": -0.76, "before_given": -2.07,
    "before_hyphen": 0.83, "before_mark": 1.36, "before_media": -1.01, "before_number": -0.83,
    "before_of": -1.41, "before_place_capital": -2.15, "before_place_noun": 1.73,
    "before_small_word": 0.92, "before_speech": -0.3, "before_team": -0.35, "before_word": 0.5,
    "bias": -1.67, "big_other": 0.49, "code": -3.66, "comma": 0.86, "comma_capital": 1.87,
    "common": -3.52, "country": 1.05, "country_in_text": 0.23, "county": 1.88, "demonym": 2.01,
    "feature_airfield": -0.47, "feature_area": 0.46, "feature_base": -1.34,
    "feature_city": 0.28, "feature_county": -1.45, "feature_facility": -0.6,
    "feature_island": 1.12, "feature_lake": 0.2, "feature_mountain": -1.2, "feature_park": 0.92,
    "feature_port": -0.04, "feature_river": 1.45, "feature_sea": 0.9, "given": -1.72,
    "given_first": 0.06, "main": -1.15, "namesakes": 0.34, "numbered": -1.3, "one_other": -1.69,
    "person_in_text": -3.67, "person_shape": 0.28, "population": 2.68,
    "population_other": -1.94, "possessive": -0.79, "region": 0.7, "region_in_text": 0.87,
    "several_other": -1.77, "street": 0.69, "street_of_an_address": 0.55,
    "sure_elsewhere": 2.74, "words": 0.55,
}  # fmt: skip
