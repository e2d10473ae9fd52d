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
THRESHOLD = 0.0
NAME_WEIGHTS: dict[str, float] = {
    "after_a": 0.45, "after_and": -0.31, "after_by": -0.17, "after_capital": -2.13,
    "after_comma": 0.47, "after_common_capital": -2.27, "after_demonym": -1.07,
    "after_direction": 0.31, "after_from": 1.13, "after_given": -2.09, "after_hyphen": 0.44,
    "after_in": 1.68, "after_in_capital": -0.15, "after_initial": 0.1, "after_mark": -0.7,
    "after_number": -0.22, "after_of": 0.72, "after_small_word": 1.35, "after_the": 0.43,
    "after_title": -0.24, "after_word": 0.03, "again": -0.2, "all_capitals": 2.1,
    "at_end": 0.66, "at_start": -0.12, "before_body": 0.39, "before_capital": -1.27,
    "before_common_capital": -1.05, "before_given": -1.87, "before_hyphen": 0.65,
    "before_mark": 1.3, "before_media": -1.01, "before_number": -1.35, "before_of": -1.55,
    "before_place_capital": -2.34, "before_place_noun": 1.59, "before_small_word": 0.85,
    "before_speech": -0.4, "before_team": 0.02, "before_word": 0.38, "bias": -2.35,
    "comma": 0.81, "comma_capital": 1.83, "common": -2.89, "country": 1.14, "county": 2.07,
    "demonym": 3.27, "feature_airfield": -0.02, "feature_area": 0.87, "feature_base": -0.99,
    "feature_city": 0.37, "feature_county": -1.82, "feature_facility": -0.39,
    "feature_island": 1.02, "feature_lake": 0.72, "feature_mountain": -0.7,
    "feature_park": 1.49, "feature_port": 0.39, "feature_river": 2.03, "feature_sea": 1.2,
    "given": -1.64, "given_first": 0.13, "main": -0.35, "namesakes": 0.52, "numbered": -1.3,
    "person_in_text": -3.59, "person_shape": 0.23, "population": 2.71,
    "population_other": -2.74, "possessive": -0.73, "region": 0.49, "street": 1.28,
    "sure_elsewhere": 2.86, "words": 0.71,
}  # fmt: skip
