"""Weights of the two log-linear models, in log odds; fitted by bench/read/places/fit.py."""

from __future__ import annotations

ROUNDS = 2
WEIGHTS: dict[str, float] = {
    "address_country": 4.77, "airfield": 7.16, "city": -2.46, "country": -0.77,
    "country_named": 1.27, "county": -4.41, "county_said": 4.0, "first": -0.07, "gb": -1.02,
    "home": 5.26, "inside": 5.42, "locality": 1.3, "main": 3.62, "near": 2.38, "other": 3.3,
    "outside": -0.42, "population": 1.72, "region": -3.6, "region_named": 0.44,
    "same_country": 0.79, "same_county": 2.34, "same_region": 3.12, "site": 2.0, "us": 1.93,
}  # fmt: skip
# Log odds from which a name is taken for a place: missing one costs more than one too many.
THRESHOLD = -0.5
# Set by hand: the articles the others were fitted to hardly show these.
BY_HAND: dict[str, float] = {
    "site": 3.0, "called_a_place": 3.0, "model_place": 3.5, "model_body": -1.5,
    "model_in_body": 0.3, "model_other": -4.0,
}  # fmt: skip
NAME_WEIGHTS: dict[str, float] = {
    **BY_HAND,
    "after_a": 0.69, "after_and": -0.4, "after_by": -0.14, "after_capital": -2.02,
    "after_comma": 0.53, "after_common_capital": -2.16, "after_demonym": -1.54,
    "after_direction": 0.48, "after_from": 1.13, "after_given": -2.09, "after_hyphen": 0.3,
    "after_in": 1.75, "after_in_capital": -0.26, "after_initial": 0.3, "after_mark": -0.52,
    "after_number": -0.29, "after_of": 0.73, "after_small_word": 1.38, "after_the": 0.57,
    "after_title": -0.32, "after_word": 0.2, "again": -0.38, "all_capitals": 2.05,
    "at_end": 1.06, "at_start": 0.03, "before_body": 0.39, "before_capital": -1.31,
    "before_common_capital": -1.01, "before_feature": -0.7, "before_given": -2.22,
    "before_hyphen": 0.84, "before_mark": 1.36, "before_media": -1.04, "before_number": -0.82,
    "before_of": -1.41, "before_place_capital": -2.19, "before_place_noun": 1.81,
    "before_small_word": 0.93, "before_speech": -0.4, "before_team": -0.25, "before_word": 0.49,
    "bias": -1.66, "big_other": 0.3, "code": -3.57, "comma": 0.93, "comma_capital": 1.85,
    "common": -3.52, "country": 0.74, "country_in_text": 0.22, "county": 1.85, "demonym": 1.99,
    "feature_airfield": -0.51, "feature_area": 0.46, "feature_base": -1.37,
    "feature_city": 0.24, "feature_county": -1.49, "feature_facility": -0.61,
    "feature_island": 1.1, "feature_lake": 0.16, "feature_mountain": -1.28,
    "feature_park": 0.93, "feature_port": -0.08, "feature_river": 1.41, "feature_sea": 0.9,
    "given": -1.79, "given_first": -0.02, "main": -1.12, "namesakes": 0.24, "one_other": -1.55,
    "person_in_text": -3.25, "person_shape": 0.01, "population": 2.74,
    "population_other": -1.92, "possessive": -0.8, "region": 0.41, "region_in_text": 0.81,
    "several_other": -1.5, "street": 0.65, "street_of_an_address": 0.49, "sure_elsewhere": 2.52,
    "words": 0.56,
}  # fmt: skip
