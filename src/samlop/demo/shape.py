"""Holds the figures that give the invented municipality its shape.

Most are section 11 of the project's domain numbers, with SSB, IMDi and the surveys behind them. Where two of its figures
cannot both hold, or a year is missing, the choice is an assumption and the comment says so.
"""

SIZES = {"small": 60, "middle": 450, "large": 3000, "nation": 100_000}
NATION_MUNICIPALITIES = 357
NATION_LARGEST = 10_400
NATION_SMALLEST = 20
PER_COUNSELLOR = {"small": 10, "middle": 75, "large": 137, "nation": 140}  # people of all ages to one counsellor
PER_TEAM = 8

# Settled by year, counted back from this year: 2022-2026 in the middle municipality. Assumption: how many of each
# year are still on record here; the others have moved, or their case is closed and transferred. So 685 settled leave
# 450 on record, and the 160 who are in programme of the 685 become about a hundred.
SETTLED = {-4: 210 * 0.05, -3: 190 * 0.18, -2: 120 * 0.55, -1: 90 * 1.0, 0: 75 * 1.0}
AHEAD = 0.07  # share of people who are still to come: accepted, or not yet answered
UNANSWERED = 0.2  # of those
MONTHS = {1: 6, 2: 6, 3: 10, 4: 11, 5: 11, 6: 10, 7: 4, 8: 7, 9: 11, 10: 11, 11: 9, 12: 4}

KINDS = {"family": 60, "single": 28, "couple": 8, "minor": 4}
# 1.7 adults to a family and 9 % single parents cannot both hold (1.7 gives 12 %); this gives about 1.8 and 9.5 %.
SINGLE_PARENT = 0.245
EXTRA_ADULT = 0.045  # a grandparent or a grown child lives with the family
SINGLE_PARENT_IS_WOMAN = 0.88
CHILDREN = {
    "UA": {1: 30, 2: 41, 3: 20, 4: 6, 5: 3},
    "": {1: 16, 2: 28, 3: 27, 4: 17, 5: 12},
}

# Persons by origin. 2026 is given; the years before are assumptions that sum to SSB's participants of 2024 (70 %).
UKRAINE = {-4: 72, -3: 76, -2: 70, -1: 64, 0: 58}
OTHERS = {"SY": 15, "CD": 5, "AF": 5, "ER": 4, "RU": 3.2, "TR": 2.0, "SD": 2.4, "SO": 1.5, "ET": 1.3, "IR": 1.2, "IQ": 1.0, "MD": 0.4}  # fmt: skip
MEAN_HOME = {"UA": 2.6, "": 3.3}  # people to a household, to turn shares of people into shares of households
MINORS = {"SY": 25, "AF": 25, "ER": 15, "SO": 15, "UA": 20}

# Assumption: quota among those who can come that way, so that all routes together make 70 / 22 / 8.
QUOTA = {"SY": 0.92, "CD": 1.0, "AF": 0.92, "ER": 0.9, "SD": 1.0, "SO": 0.95, "ET": 0.92, "IQ": 0.8, "IR": 0.6}
SELF_SETTLED = {"UA": 0.095, "": 0.055}
FAMILY_REUNION = 0.06  # of families outside Ukraine, on top of the routes of the settlement request
WITHOUT_AGREEMENT = 0.01

# Age at the permit. Assumption: how the ages of all adults part between parents and those without children.
PARENT_AGES = {(19, 25): 7, (26, 35): 35, (36, 45): 43, (46, 54): 15}
OTHER_AGES = {(19, 25): 38, (26, 35): 18, (36, 45): 10, (46, 55): 16, (56, 84): 18}
SMALL_CHILD = {(19, 25): 1.0, (26, 35): 0.55, (36, 45): 0.2, (46, 54): 0.0}
SINGLE_WOMAN = {"UA": 0.64, "SY": 0.33, "CD": 0.68, "ER": 0.72, "": 0.57}

# Tracks (32/40/19/6.6 youth/2.4 unknown, Ukrainians not counted) follow from schooling and age, in people.py.
SCHOOLING = {
    "UA": {"lower": 8, "upper": 27, "higher": 65},
    "": {"none": 5, "primary": 45, "upper": 30, "higher": 20},
}

HEALTH = {"large": 0.16, "": 0.14}
OTHER_NEEDS = {"wheelchair": 1.2, "hearing": 0.8, "sight": 0.8, "care": 0.7, "safety": 0.6, "": 95.9}
PROTECTED = 0.01  # of people; in small households with a woman alone, where it mostly is
PRECONDITIONS_OPEN = {"large": 4.3, "": 4.1}

PROTECTED_HOMES = 0.021  # share of such households that gives it

TAKES_PART = {"UA": 0.86, "": 0.97}
LATE_CHILD_CARE = 0.06  # of all participants: half of the 12 % who start after three months
LATE_WITHOUT_REASON = 0.06
NO_PLAN = {"large": 0.15, "": 0.10}
INTERPRETER_AT_TALK = {"large": 0.78, "": 0.82}
NO_GOAL = 0.03
NOT_REVIEWED = 0.05
NO_INTERPRETER_REASON = 0.04
TWO_OWNERS = 0.02
TWO_PROGRAMMES = 0.01
ENDS_BEFORE_INTAKE = 0.03
STARTED_WITHOUT_PLACE = 0.04

# Share of Ukrainians in work by months since settlement (section 3.3).
IN_WORK = ((0, 0.0), (3, 0.02), (6, 0.05), (12, 0.12), (18, 0.22), (24, 0.31), (36, 0.48), (48, 0.57))

LANGUAGES = {
    "UA": {"uk": 58, "ru": 42},
    "RU": {"ru": 100},
    "SY": {"ar": 86, "kmr": 14},
    "CD": {"sw": 60, "rw": 22, "ln": 12, "fr": 6},
    "ER": {"ti": 92, "ar": 8},
    "AF": {"fa-AF": 76, "ps": 24},
    "TR": {"tr": 60, "kmr": 40},
    "SD": {"ar": 100},
    "ET": {"am": 55, "om": 30, "ti": 15},
    "SO": {"so": 100},
    "MD": {"ro": 60, "ru": 40},
    "IR": {"fa": 82, "ckb": 18},
    "IQ": {"ar": 58, "ckb": 42},
}
SECOND_LANGUAGE = {"uk": "ru", "ru": "uk", "kmr": "ar", "rw": "sw", "ln": "fr", "ps": "fa-AF", "fa-AF": "ps", "om": "am", "ckb": "ar", "sw": "fr"}  # fmt: skip

# Occupations by schooling, as STYRK-08 codes; only what people often have done before.
OCCUPATIONS = {
    "none": ("9211", "5120", "9112"),
    "primary": ("9112", "5120", "7531", "8322", "6111", "5223", "9313"),
    "lower": ("5120", "5223", "8322", "7531", "9112"),
    "upper": ("5223", "7231", "7126", "5141", "3434", "8332", "7411", "5321", "3313"),
    "higher": ("2142", "2341", "2221", "2330", "2411", "2144", "2512", "2431", "2212", "2635"),
}


def of(table: dict, key: str):
    """The figure for a key, else the one for all others."""
    return table[key] if key in table else table[""]
