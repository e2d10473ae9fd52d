"""Weights of the two log-linear models, in log odds; fitted by bench/read/places/fit.py."""

from __future__ import annotations

ROUNDS = 2
WEIGHTS: dict[str, float] = {
    "address_country": 4.94, "airfield": 8.14, "city": -1.94, "country": -0.48,
    "country_named": 1.22, "county": -4.05, "county_said": 4.0, "first": -0.12, "gb": -1.09,
    "home": 5.51, "inside": 5.49, "locality": 1.91, "main": 3.68, "near": 2.44, "other": 0.11,
    "outside": -0.49, "population": 1.78, "region": -3.18, "region_named": 0.3,
    "same_country": 0.83, "same_county": 2.29, "same_region": 3.24, "site": 2.0, "us": 1.96,
}  # fmt: skip
THRESHOLD = -0.5
# Set by hand: the articles the others were fitted to hardly show these.
BY_HAND: dict[str, float] = {
    "site": 3.0, "called_a_place": 3.0, "model_place": 3.5, "model_body": -1.5,
    "model_in_body": 0.3, "model_other": -4.0,
}  # fmt: skip
NAME_WEIGHTS: dict[str, float] = {
    **BY_HAND,
    "after_a": 0.65, "after_and": -0.4, "after_by": -0.09, "after_capital": -1.97,
    "after_comma": 0.56, "after_common_capital": -2.07, "after_demonym": -1.62,
    "after_direction": 0.43, "after_from": 1.16, "after_given": -2.08, "after_hyphen": 0.31,
    "after_in": 1.75, "after_in_capital": -0.27, "after_initial": 0.33, "after_mark": -0.52,
    "after_number": -0.27, "after_of": 0.62, "after_small_word": 1.42, "after_the": 0.5,
    "after_title": -0.28, "after_word": 0.21, "again": -0.38, "all_capitals": 2.09,
    "at_end": 1.04, "at_start": 0.0, "before_body": 0.38, "before_capital": -1.32,
    "before_common_capital": -1.0, "before_feature": -0.69, "before_given": -2.21,
    "before_hyphen": 0.85, "before_mark": 1.31, "before_media": -1.06, "before_number": -0.8,
    "before_of": -1.42, "before_place_capital": -2.14, "before_place_noun": 1.74,
    "before_small_word": 0.95, "before_speech": -0.38, "before_team": -0.05,
    "before_word": 0.47, "bias": -1.62, "big_other": 0.19, "code": -3.58, "comma": 0.88,
    "comma_capital": 1.82, "common": -3.5, "country": -0.03, "country_in_text": 0.19,
    "county": 1.9, "demonym": 1.97, "feature_airfield": -0.48, "feature_area": 0.47,
    "feature_base": -1.0, "feature_city": 0.29, "feature_county": -1.43,
    "feature_facility": -0.58, "feature_island": 1.14, "feature_lake": 0.63,
    "feature_loose": -0.46, "feature_mountain": -1.22, "feature_park": 0.99,
    "feature_port": -0.37, "feature_river": 1.48, "feature_sea": 0.92, "given": -1.78,
    "given_first": 0.09, "main": -1.49, "namesakes": 0.13, "one_other": -1.63,
    "person_in_text": -3.22, "person_shape": 0.01, "population": 3.29,
    "population_other": -2.28, "possessive": -0.75, "region": 0.29, "region_in_text": 0.83,
    "several_other": -1.57, "street": 0.71, "street_of_an_address": 0.49,
    "sure_elsewhere": 2.57, "words": 0.49,
}  # fmt: skip
