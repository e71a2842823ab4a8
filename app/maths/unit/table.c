/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Units and their names. A prefix makes a row of its own, spelled out by the macros below, so that
 * looking a name up is one search and "min" can never be a milli-inch. Sizes: SI brochure, 9th
 * edition; inch, pound and US gallon by their international definitions; 평 is 400/121 m².
 */
#include "app/maths/unit/table.h"

/* --- what can be measured --------------------------------------------------------------------- */

/*                                m  kg  s  A  K mol cd rad money */
#define METRE_POWER(n) .power = {n, 0, 0, 0, 0, 0, 0, 0, 0}
#define KILOGRAM .power = {0, 1, 0, 0, 0, 0, 0, 0, 0}
#define SECOND .power = {0, 0, 1, 0, 0, 0, 0, 0, 0}
#define KELVIN .power = {0, 0, 0, 0, 1, 0, 0, 0, 0}
#define SPEED .power = {1, 0, -1, 0, 0, 0, 0, 0, 0}
#define FORCE .power = {1, 1, -2, 0, 0, 0, 0, 0, 0}
#define PRESSURE .power = {-1, 1, -2, 0, 0, 0, 0, 0, 0}
#define ENERGY .power = {2, 1, -2, 0, 0, 0, 0, 0, 0}
#define ANGLE .power = {0, 0, 0, 0, 0, 0, 0, 1, 0}
#define MONEY .power = {0, 0, 0, 0, 0, 0, 0, 0, 1}
#define ONE .numerator = "1", .denominator = "1"
#define RATIO(n, d) .numerator = n, .denominator = d

#define M(...) (&(const struct unit_measure){__VA_ARGS__})
#define COUNTED(thing, n, d) M(MONEY, .money = thing, RATIO(n, d))

#define METRE M(METRE_POWER(1), ONE)
#define GRAM M(KILOGRAM, RATIO("1", "1000"))
#define SECONDS M(SECOND, ONE)
#define MINUTE M(SECOND, RATIO("60", "1"))
#define HOUR M(SECOND, RATIO("3600", "1"))
#define DAY M(SECOND, RATIO("86400", "1"))
#define WEEK M(SECOND, RATIO("604800", "1"))
/* months have no fixed number of days: a calendar is counted, not measured */
#define MONTH COUNTED("month", "1", "1")
#define YEAR COUNTED("month", "12", "1")
#define AMPERE M(.power = {0, 0, 0, 1}, ONE)
#define MOLE M(.power = {0, 0, 0, 0, 0, 1}, ONE)
#define CANDELA M(.power = {0, 0, 0, 0, 0, 0, 1}, ONE)
#define RADIAN M(ANGLE, ONE)
#define DEGREE M(ANGLE, RATIO("1", "180"), .pi_power = 1)
#define ARCMIN M(ANGLE, RATIO("1", "10800"), .pi_power = 1)
#define ARCSEC M(ANGLE, RATIO("1", "648000"), .pi_power = 1)
#define TURN M(ANGLE, RATIO("2", "1"), .pi_power = 1)
#define LITRE M(METRE_POWER(3), RATIO("1", "1000"))
#define TONNE M(KILOGRAM, RATIO("1000", "1"))
#define HECTARE M(METRE_POWER(2), RATIO("10000", "1"))
#define ARE M(METRE_POWER(2), RATIO("100", "1"))
#define PYEONG M(METRE_POWER(2), RATIO("400", "121"))
#define HERTZ M(.power = {0, 0, -1}, ONE)
#define NEWTON M(FORCE, ONE)
#define PASCAL M(PRESSURE, ONE)
#define BAR M(PRESSURE, RATIO("100000", "1"))
#define ATM M(PRESSURE, RATIO("101325", "1"))
#define JOULE M(ENERGY, ONE)
#define CALORIE M(ENERGY, RATIO("523", "125"))
#define WATTHOUR M(ENERGY, RATIO("3600", "1"))
#define EVOLT M(ENERGY, RATIO("1602176634", "10000000000000000000000000000"))
#define WATT M(.power = {2, 1, -3}, ONE)
#define COULOMB M(.power = {0, 0, 1, 1}, ONE)
#define VOLT M(.power = {2, 1, -3, -1}, ONE)
#define OHM M(.power = {2, 1, -3, -2}, ONE)
#define FARAD M(.power = {-2, -1, 4, 2}, ONE)
#define TESLA M(.power = {0, 1, -2, -1}, ONE)
#define WEBER M(.power = {2, 1, -2, -1}, ONE)
#define CELSIUS M(KELVIN, ONE, .offset = "273.15")
#define FAHRENHEIT M(KELVIN, RATIO("5", "9"), .offset = "255.37(2)")
#define INCH M(METRE_POWER(1), RATIO("127", "5000"))
#define FOOT M(METRE_POWER(1), RATIO("381", "1250"))
#define YARD M(METRE_POWER(1), RATIO("1143", "1250"))
#define MILE M(METRE_POWER(1), RATIO("201168", "125"))
#define POUND M(KILOGRAM, RATIO("45359237", "100000000"))
#define OUNCE M(KILOGRAM, RATIO("45359237", "1600000000"))
#define GALLON M(METRE_POWER(3), RATIO("473176473", "125000000000"))
#define QUART M(METRE_POWER(3), RATIO("473176473", "500000000000"))
#define PINT M(METRE_POWER(3), RATIO("473176473", "1000000000000"))
#define CUP M(METRE_POWER(3), RATIO("473176473", "2000000000000"))
#define ACRE M(METRE_POWER(2), RATIO("316160658", "78125"))
#define KNOT M(SPEED, RATIO("463", "900"))
#define KMH M(SPEED, RATIO("5", "18"))
#define MPH M(SPEED, RATIO("1397", "3125"))
#define SQUARE(n, d) M(METRE_POWER(2), RATIO(n, d))
#define CUBE(n, d) M(METRE_POWER(3), RATIO(n, d))

/* --- names ------------------------------------------------------------------------------------ */

/* The name itself is the canonical one / another name for it. */
#define CANONICAL(text, measure, sure, en, ko) \
    {                                          \
        text, text, measure, 0, sure, en, ko   \
    }
#define ALIAS(text, canonical, measure, sure)         \
    {                                                 \
        text, canonical, measure, 0, sure, NULL, NULL \
    }

/* A unit with one prefix, with its words; `us` is the other spelling of `en`. */
#define PREFIXED(symbol, prefix, ten, en_prefix, ko_prefix, measure, sure, en, us, ko)  \
    {prefix symbol, prefix symbol, measure, ten, sure, en_prefix en "s", ko_prefix ko}, \
        {en_prefix en, prefix symbol, measure, ten, true, NULL, NULL},                  \
        {en_prefix en "s", prefix symbol, measure, ten, true, NULL, NULL},              \
        {en_prefix us, prefix symbol, measure, ten, true, NULL, NULL},                  \
        {en_prefix us "s", prefix symbol, measure, ten, true, NULL, NULL},              \
    {                                                                                   \
        ko_prefix ko, prefix symbol, measure, ten, true, NULL, NULL                     \
    }

/* The small sign is U+03BC; U+00B5 and u are other ways to write it. */
#define PREFIXES(symbol, measure, en, us, ko, giga, mega, kilo, hecto, deci, centi, milli, micro, \
                 nano, pico)                                                                      \
    PREFIXED(symbol, "T", 12, "tera", "테라", measure, giga, en, us, ko),                         \
        PREFIXED(symbol, "G", 9, "giga", "기가", measure, giga, en, us, ko),                      \
        PREFIXED(symbol, "M", 6, "mega", "메가", measure, mega, en, us, ko),                      \
        PREFIXED(symbol, "k", 3, "kilo", "킬로", measure, kilo, en, us, ko),                      \
        PREFIXED(symbol, "h", 2, "hecto", "헥토", measure, hecto, en, us, ko),                    \
        PREFIXED(symbol, "d", -1, "deci", "데시", measure, deci, en, us, ko),                     \
        PREFIXED(symbol, "c", -2, "centi", "센티", measure, centi, en, us, ko),                   \
        PREFIXED(symbol, "m", -3, "milli", "밀리", measure, milli, en, us, ko),                   \
        PREFIXED(symbol, "μ", -6, "micro", "마이크로", measure, micro, en, us, ko),               \
        PREFIXED(symbol, "n", -9, "nano", "나노", measure, nano, en, us, ko),                     \
        PREFIXED(symbol, "p", -12, "pico", "피코", measure, pico, en, us, ko),                    \
    {                                                                                             \
        "µ" symbol, "μ" symbol, measure, -6, true, NULL, NULL                                     \
    }

/* The unit without a prefix: symbol, words. */
#define PLAIN(symbol, measure, sure, en, us, ko)                                    \
    CANONICAL(symbol, measure, sure, en "s", ko), ALIAS(en, symbol, measure, true), \
        ALIAS(en "s", symbol, measure, true), ALIAS(us, symbol, measure, true),     \
        ALIAS(us "s", symbol, measure, true), ALIAS(ko, symbol, measure, true)

/* No other spelling, all prefixes sure but those that make words of the language or products. */
#define SI(symbol, measure, sure, prefixed, en, ko)                                              \
    PLAIN(symbol, measure, sure, en, en, ko),                                                    \
        PREFIXES(symbol, measure, en, en, ko, prefixed, prefixed, prefixed, false, false, false, \
                 prefixed, true, prefixed, false)

/* 3 million, 5만: not a unit but a part of the number; it has no dimension. */
#define NUMBER_WORD(text, value, en) \
    CANONICAL(text, M(.power = {0}, RATIO(value, "1")), true, en, text)
#define COUNTER(text, en, ko) CANONICAL(text, COUNTED(text, "1", "1"), true, en, ko)
#define COUNTER_ALIAS(text, canonical) ALIAS(text, canonical, COUNTED(canonical, "1", "1"), true)
/* A thing that is counted in English, one and many. */
#define THING(one, many) COUNTER(one, many, one), COUNTER_ALIAS(many, one)

/* clang-format off */
const struct unit_name unit_names[] = {
    /* length; sure prefixes: G M k h d c m micro nano pico */
    PLAIN("m", METRE, false, "metre", "meter", "미터"),
    PREFIXES("m", METRE, "metre", "meter", "미터",
             false, false, true, false, true, true, true, true, false, false),
    ALIAS("um", "μm", M(METRE_POWER(1), RATIO("1", "1000000")), false),
    ALIAS("㎜", "mm", M(METRE_POWER(1), RATIO("1", "1000")), true),
    ALIAS("㎝", "cm", M(METRE_POWER(1), RATIO("1", "100")), true),
    ALIAS("㎞", "km", M(METRE_POWER(1), RATIO("1000", "1")), true),
    ALIAS("㎚", "nm", M(METRE_POWER(1), RATIO("1", "1000000000")), true),
    ALIAS("센치", "cm", M(METRE_POWER(1), RATIO("1", "100")), true),
    ALIAS("센티", "cm", M(METRE_POWER(1), RATIO("1", "100")), true),
    CANONICAL("Å", M(METRE_POWER(1), RATIO("1", "10000000000")), true, "ångströms", "옹스트롬"),
    CANONICAL("in", INCH, false, "inches", "인치"),
    ALIAS("inch", "in", INCH, true), ALIAS("inches", "in", INCH, true),
    ALIAS("인치", "in", INCH, true), ALIAS("″", "in", INCH, false),
    CANONICAL("ft", FOOT, true, "feet", "피트"),
    ALIAS("foot", "ft", FOOT, true), ALIAS("feet", "ft", FOOT, true), ALIAS("피트", "ft", FOOT, true),
    CANONICAL("yd", YARD, true, "yards", "야드"),
    ALIAS("yard", "yd", YARD, true), ALIAS("yards", "yd", YARD, true), ALIAS("야드", "yd", YARD, true),
    CANONICAL("mi", MILE, false, "miles", "마일"),
    ALIAS("mile", "mi", MILE, true), ALIAS("miles", "mi", MILE, true), ALIAS("마일", "mi", MILE, true),

    /* area and volume signs of one character, and the Korean words for the squares and cubes */
    CANONICAL("㎟", SQUARE("1", "1000000"), true, "square millimetres", "제곱밀리미터"),
    CANONICAL("㎠", SQUARE("1", "10000"), true, "square centimetres", "제곱센티미터"),
    CANONICAL("㎡", SQUARE("1", "1"), true, "square metres", "제곱미터"),
    CANONICAL("㎢", SQUARE("1000000", "1"), true, "square kilometres", "제곱킬로미터"),
    CANONICAL("㎣", CUBE("1", "1000000000"), true, "cubic millimetres", "세제곱밀리미터"),
    CANONICAL("㎤", CUBE("1", "1000000"), true, "cubic centimetres", "세제곱센티미터"),
    CANONICAL("㎥", CUBE("1", "1"), true, "cubic metres", "세제곱미터"),
    CANONICAL("㎦", CUBE("1000000000", "1"), true, "cubic kilometres", "세제곱킬로미터"),
    ALIAS("제곱밀리미터", "㎟", SQUARE("1", "1000000"), true),
    ALIAS("제곱센티미터", "㎠", SQUARE("1", "10000"), true),
    ALIAS("제곱미터", "㎡", SQUARE("1", "1"), true),
    ALIAS("평방미터", "㎡", SQUARE("1", "1"), true),
    ALIAS("제곱킬로미터", "㎢", SQUARE("1000000", "1"), true),
    ALIAS("세제곱밀리미터", "㎣", CUBE("1", "1000000000"), true),
    ALIAS("세제곱센티미터", "㎤", CUBE("1", "1000000"), true),
    ALIAS("세제곱미터", "㎥", CUBE("1", "1"), true),
    ALIAS("입방미터", "㎥", CUBE("1", "1"), true),
    ALIAS("cc", "㎤", CUBE("1", "1000000"), false), ALIAS("씨씨", "㎤", CUBE("1", "1000000"), true),
    ALIAS("㏄", "㎤", CUBE("1", "1000000"), true),
    CANONICAL("ha", HECTARE, false, "hectares", "헥타르"),
    ALIAS("hectare", "ha", HECTARE, true), ALIAS("hectares", "ha", HECTARE, true),
    ALIAS("헥타르", "ha", HECTARE, true), ALIAS("㏊", "ha", HECTARE, true),
    CANONICAL("아르", ARE, true, "ares", "아르"), ALIAS("ares", "아르", ARE, true),
    CANONICAL("평", PYEONG, true, "pyeong", "평"),
    CANONICAL("acre", ACRE, true, "acres", "에이커"),
    ALIAS("acres", "acre", ACRE, true), ALIAS("에이커", "acre", ACRE, true),
    PLAIN("L", LITRE, false, "litre", "liter", "리터"),
    PREFIXES("L", LITRE, "litre", "liter", "리터",
             false, false, true, false, true, true, true, true, false, false),
    ALIAS("l", "L", LITRE, false), ALIAS("ℓ", "L", LITRE, true),
    ALIAS("ml", "mL", CUBE("1", "1000000"), true), ALIAS("mℓ", "mL", CUBE("1", "1000000"), true),
    ALIAS("㎖", "mL", CUBE("1", "1000000"), true),
    ALIAS("cl", "cL", CUBE("1", "100000"), true),
    ALIAS("dl", "dL", CUBE("1", "10000"), true), ALIAS("dℓ", "dL", CUBE("1", "10000"), true),
    ALIAS("㎗", "dL", CUBE("1", "10000"), true),
    ALIAS("kl", "kL", CUBE("1", "1"), true), ALIAS("㎘", "kL", CUBE("1", "1"), true),
    CANONICAL("gal", GALLON, true, "gallons", "갤런"),
    ALIAS("gallon", "gal", GALLON, true), ALIAS("gallons", "gal", GALLON, true),
    ALIAS("갤런", "gal", GALLON, true),
    CANONICAL("qt", QUART, false, "quarts", "쿼트"),
    ALIAS("quart", "qt", QUART, true), ALIAS("quarts", "qt", QUART, true),
    CANONICAL("pt", PINT, false, "pints", "파인트"),
    ALIAS("pint", "pt", PINT, true), ALIAS("pints", "pt", PINT, true),
    CANONICAL("cup", CUP, true, "cups", "컵"), ALIAS("cups", "cup", CUP, true),

    /* mass */
    PLAIN("g", GRAM, false, "gram", "gramme", "그램"),
    PREFIXES("g", GRAM, "gram", "gramme", "그램",
             false, false, true, false, false, false, true, true, false, false),
    ALIAS("㎏", "kg", M(KILOGRAM, ONE), true), ALIAS("㎎", "mg", M(KILOGRAM, RATIO("1", "1000000")), true),
    ALIAS("kilos", "kg", M(KILOGRAM, ONE), true), ALIAS("킬로", "kg", M(KILOGRAM, ONE), true),
    CANONICAL("t", TONNE, false, "tonnes", "톤"),
    ALIAS("tonne", "t", TONNE, true), ALIAS("tonnes", "t", TONNE, true), ALIAS("톤", "t", TONNE, true),
    CANONICAL("lb", POUND, true, "pounds", "파운드"),
    ALIAS("lbs", "lb", POUND, true), ALIAS("pound", "lb", POUND, true),
    ALIAS("pounds", "lb", POUND, true), ALIAS("파운드", "lb", POUND, true),
    CANONICAL("oz", OUNCE, true, "ounces", "온스"),
    ALIAS("ounce", "oz", OUNCE, true), ALIAS("ounces", "oz", OUNCE, true), ALIAS("온스", "oz", OUNCE, true),

    /* time */
    CANONICAL("s", SECONDS, false, "seconds", "초"),
    ALIAS("sec", "s", SECONDS, true), ALIAS("secs", "s", SECONDS, true),
    ALIAS("second", "s", SECONDS, true), ALIAS("seconds", "s", SECONDS, true),
    ALIAS("초", "s", SECONDS, true),
    PREFIXES("s", SECONDS, "second", "second", "초",
             false, false, false, false, false, false, true, true, false, false),
    CANONICAL("min", MINUTE, true, "minutes", "분"),
    ALIAS("mins", "min", MINUTE, true), ALIAS("minute", "min", MINUTE, true),
    ALIAS("minutes", "min", MINUTE, true), ALIAS("분", "min", MINUTE, true),
    CANONICAL("h", HOUR, false, "hours", "시간"),
    ALIAS("hr", "h", HOUR, true), ALIAS("hrs", "h", HOUR, true), ALIAS("hour", "h", HOUR, true),
    ALIAS("hours", "h", HOUR, true), ALIAS("시간", "h", HOUR, true), ALIAS("시", "h", HOUR, true),
    CANONICAL("d", DAY, false, "days", "일"),
    ALIAS("day", "d", DAY, true), ALIAS("days", "d", DAY, true), ALIAS("일", "d", DAY, true),
    ALIAS("일간", "d", DAY, true),
    CANONICAL("wk", WEEK, true, "weeks", "주"),
    ALIAS("week", "wk", WEEK, true), ALIAS("weeks", "wk", WEEK, true), ALIAS("주", "wk", WEEK, true),
    ALIAS("주일", "wk", WEEK, true), ALIAS("주간", "wk", WEEK, true),
    CANONICAL("month", MONTH, true, "months", "개월"),
    ALIAS("months", "month", MONTH, true), ALIAS("개월", "month", MONTH, true),
    ALIAS("달", "month", MONTH, true),
    CANONICAL("yr", YEAR, true, "years", "년"),
    ALIAS("yrs", "yr", YEAR, true), ALIAS("year", "yr", YEAR, true), ALIAS("years", "yr", YEAR, true),
    ALIAS("년", "yr", YEAR, true), ALIAS("년간", "yr", YEAR, true),

    /* angle */
    CANONICAL("°", DEGREE, true, "degrees", "도"),
    ALIAS("deg", "°", DEGREE, true), ALIAS("degree", "°", DEGREE, true),
    ALIAS("degrees", "°", DEGREE, true), ALIAS("도", "°", DEGREE, true), ALIAS("º", "°", DEGREE, true),
    CANONICAL("arcmin", ARCMIN, true, "arcminutes", "각분"),
    ALIAS("arcminute", "arcmin", ARCMIN, true), ALIAS("arcminutes", "arcmin", ARCMIN, true),
    ALIAS("′", "arcmin", ARCMIN, false),
    CANONICAL("arcsec", ARCSEC, true, "arcseconds", "각초"),
    ALIAS("arcsecond", "arcsec", ARCSEC, true), ALIAS("arcseconds", "arcsec", ARCSEC, true),
    CANONICAL("rad", RADIAN, true, "radians", "라디안"),
    ALIAS("radian", "rad", RADIAN, true), ALIAS("radians", "rad", RADIAN, true),
    ALIAS("라디안", "rad", RADIAN, true), ALIAS("호도", "rad", RADIAN, true),
    CANONICAL("rev", TURN, true, "revolutions", "회전"),
    ALIAS("revolution", "rev", TURN, true), ALIAS("revolutions", "rev", TURN, true),
    ALIAS("회전", "rev", TURN, true),

    /* temperature */
    CANONICAL("K", M(KELVIN, ONE), false, "kelvins", "켈빈"),
    ALIAS("kelvin", "K", M(KELVIN, ONE), true), ALIAS("kelvins", "K", M(KELVIN, ONE), true),
    ALIAS("켈빈", "K", M(KELVIN, ONE), true), ALIAS("\xE2\x84\xAA", "K", M(KELVIN, ONE), true),
    CANONICAL("°C", CELSIUS, true, "degrees Celsius", "섭씨도"),
    ALIAS("℃", "°C", CELSIUS, true), ALIAS("degC", "°C", CELSIUS, true),
    ALIAS("섭씨도", "°C", CELSIUS, true),
    CANONICAL("°F", FAHRENHEIT, true, "degrees Fahrenheit", "화씨도"),
    ALIAS("℉", "°F", FAHRENHEIT, true), ALIAS("degF", "°F", FAHRENHEIT, true),
    ALIAS("화씨도", "°F", FAHRENHEIT, true),

    /* speed, written as one word */
    CANONICAL("kph", KMH, true, "kilometres per hour", "시속 킬로미터"),
    ALIAS("kmh", "kph", KMH, true), ALIAS("㎞/h", "kph", KMH, true),
    CANONICAL("mph", MPH, true, "miles per hour", "시속 마일"),
    CANONICAL("knot", KNOT, true, "knots", "노트"),
    ALIAS("knots", "knot", KNOT, true), ALIAS("노트", "knot", KNOT, true),

    /* physics */
    SI("A", AMPERE, false, false, "ampere", "암페어"),
    CANONICAL("Hz", HERTZ, true, "hertz", "헤르츠"),
    ALIAS("hertz", "Hz", HERTZ, true), ALIAS("헤르츠", "Hz", HERTZ, true),
    CANONICAL("mHz", M(.power = {0, 0, -1}, RATIO("1", "1000")), true, "millihertz", "밀리헤르츠"),
    CANONICAL("kHz", M(.power = {0, 0, -1}, RATIO("1000", "1")), true, "kilohertz", "킬로헤르츠"),
    CANONICAL("MHz", M(.power = {0, 0, -1}, RATIO("1000000", "1")), true, "megahertz", "메가헤르츠"),
    CANONICAL("GHz", M(.power = {0, 0, -1}, RATIO("1000000000", "1")), true, "gigahertz",
              "기가헤르츠"),
    SI("N", NEWTON, false, false, "newton", "뉴턴"),
    SI("Pa", PASCAL, true, true, "pascal", "파스칼"),
    ALIAS("hectopascals", "hPa", M(PRESSURE, RATIO("100", "1")), true),
    SI("J", JOULE, false, false, "joule", "줄"),
    SI("W", WATT, false, false, "watt", "와트"),
    SI("C", COULOMB, false, false, "coulomb", "쿨롱"),
    SI("V", VOLT, false, false, "volt", "볼트"),
    SI("Ω", OHM, true, true, "ohm", "옴"), ALIAS("\xE2\x84\xA6", "Ω", OHM, true),
    SI("F", FARAD, false, false, "farad", "패럿"),
    SI("T", TESLA, false, false, "tesla", "테슬라"),
    SI("Wb", WEBER, true, true, "weber", "웨버"),
    SI("mol", MOLE, true, true, "mole", "몰"),
    CANONICAL("cd", CANDELA, false, "candelas", "칸델라"),
    ALIAS("candela", "cd", CANDELA, true), ALIAS("칸델라", "cd", CANDELA, true),
    SI("cal", CALORIE, true, true, "calorie", "칼로리"),
    SI("Wh", WATTHOUR, true, true, "watt-hour", "와트시"),
    SI("eV", EVOLT, true, true, "electronvolt", "전자볼트"),
    SI("bar", BAR, true, true, "bar", "바"),
    CANONICAL("atm", ATM, true, "atmospheres", "기압"), ALIAS("기압", "atm", ATM, true),
    ALIAS("atmospheres", "atm", ATM, true),

    /* money: every currency is its own base; nothing is converted between them */
    CANONICAL("원", COUNTED("원", "1", "1"), true, "won", "원"),
    COUNTER_ALIAS("₩", "원"), COUNTER_ALIAS("￦", "원"), COUNTER_ALIAS("won", "원"),
    COUNTER_ALIAS("KRW", "원"),
    CANONICAL("천원", COUNTED("원", "1000", "1"), true, "thousand won", "천 원"),
    CANONICAL("만원", COUNTED("원", "10000", "1"), true, "ten thousand won", "만 원"),
    CANONICAL("억원", COUNTED("원", "100000000", "1"), true, "hundred million won", "억 원"),
    CANONICAL("$", COUNTED("$", "1", "1"), true, "dollars", "달러"),
    COUNTER_ALIAS("dollar", "$"), COUNTER_ALIAS("dollars", "$"), COUNTER_ALIAS("USD", "$"),
    COUNTER_ALIAS("US$", "$"), COUNTER_ALIAS("달러", "$"), COUNTER_ALIAS("불", "$"),
    CANONICAL("¢", COUNTED("$", "1", "100"), true, "cents", "센트"),
    ALIAS("cent", "¢", COUNTED("$", "1", "100"), true),
    ALIAS("cents", "¢", COUNTED("$", "1", "100"), true),
    ALIAS("센트", "¢", COUNTED("$", "1", "100"), true),
    CANONICAL("€", COUNTED("€", "1", "1"), true, "euros", "유로"),
    COUNTER_ALIAS("euro", "€"), COUNTER_ALIAS("euros", "€"), COUNTER_ALIAS("EUR", "€"),
    COUNTER_ALIAS("유로", "€"),
    CANONICAL("£", COUNTED("£", "1", "1"), true, "pounds", "파운드"), COUNTER_ALIAS("GBP", "£"),
    CANONICAL("¥", COUNTED("¥", "1", "1"), true, "yen", "엔"),
    COUNTER_ALIAS("￥", "¥"), COUNTER_ALIAS("yen", "¥"), COUNTER_ALIAS("JPY", "¥"),
    COUNTER_ALIAS("엔", "¥"),
    CANONICAL("위안", COUNTED("위안", "1", "1"), true, "yuan", "위안"),
    COUNTER_ALIAS("yuan", "위안"), COUNTER_ALIAS("CNY", "위안"),
    CANONICAL("₹", COUNTED("₹", "1", "1"), true, "rupees", "루피"),
    COUNTER_ALIAS("rupees", "₹"), COUNTER_ALIAS("루피", "₹"),

    /* things that are counted */
    COUNTER("개", "items", "개"), COUNTER("명", "people", "명"), COUNTER_ALIAS("사람", "명"),
    COUNTER_ALIAS("people", "명"), COUNTER_ALIAS("person", "명"), COUNTER_ALIAS("persons", "명"),
    COUNTER("권", "volumes", "권"), COUNTER("마리", "animals", "마리"), COUNTER("살", "years old", "살"),
    COUNTER_ALIAS("세", "살"), COUNTER("번", "times", "번"), COUNTER_ALIAS("회", "번"),
    COUNTER_ALIAS("times", "번"), COUNTER("번째", "in order", "번째"),
    COUNTER("장", "sheets", "장"), COUNTER_ALIAS("sheets", "장"), COUNTER("자루", "pieces", "자루"),
    COUNTER("대", "vehicles", "대"), COUNTER("병", "bottles", "병"), COUNTER_ALIAS("bottles", "병"),
    COUNTER("잔", "glasses", "잔"), COUNTER("컵", "cups", "컵"), COUNTER("송이", "blossoms", "송이"),
    COUNTER("그루", "trees", "그루"), COUNTER_ALIAS("trees", "그루"), COUNTER("켤레", "pairs", "켤레"),
    COUNTER_ALIAS("pairs", "켤레"), COUNTER("쌍", "pairs", "쌍"), COUNTER("벌", "sets", "벌"),
    COUNTER("채", "houses", "채"), COUNTER("조각", "pieces", "조각"), COUNTER_ALIAS("pieces", "조각"),
    COUNTER("쪽", "pages", "쪽"), COUNTER_ALIAS("페이지", "쪽"), COUNTER_ALIAS("pages", "쪽"),
    COUNTER("가지", "ways", "가지"), COUNTER_ALIAS("ways", "가지"), COUNTER("점", "points", "점"),
    COUNTER_ALIAS("points", "점"), COUNTER("문제", "problems", "문제"), COUNTER_ALIAS("문항", "문제"),
    COUNTER("칸", "squares", "칸"), COUNTER("층", "floors", "층"), COUNTER("행", "rows", "줄"),
    COUNTER_ALIAS("rows", "행"), COUNTER("팀", "teams", "팀"), COUNTER_ALIAS("teams", "팀"),
    COUNTER("묶음", "bundles", "묶음"), COUNTER("상자", "boxes", "상자"), COUNTER_ALIAS("boxes", "상자"),
    COUNTER("봉지", "bags", "봉지"), COUNTER_ALIAS("bags", "봉지"), COUNTER("접시", "plates", "접시"),
    COUNTER("통", "cans", "통"), COUNTER("알", "grains", "알"), COUNTER("척", "ships", "척"),
    COUNTER("편", "episodes", "편"), COUNTER("곡", "songs", "곡"), COUNTER("단", "steps", "단"),
    COUNTER("등", "in rank", "등"), COUNTER("배", "times as much", "배"), COUNTER("바퀴", "laps", "바퀴"),
    COUNTER("모둠", "groups", "모둠"), COUNTER("판", "rounds", "판"), COUNTER("포기", "heads", "포기"),
    COUNTER("다발", "bunches", "다발"), COUNTER("걸음", "paces", "걸음"), COUNTER("학급", "classes", "학급"),
    NUMBER_WORD("천", "1000", "thousand"), NUMBER_WORD("만", "10000", "ten thousand"),
    NUMBER_WORD("십만", "100000", "hundred thousand"), NUMBER_WORD("백만", "1000000", "million"),
    NUMBER_WORD("천만", "10000000", "ten million"), NUMBER_WORD("억", "100000000", "hundred million"),
    NUMBER_WORD("조", "1000000000000", "trillion"),
    NUMBER_WORD("thousand", "1000", "thousand"), NUMBER_WORD("million", "1000000", "million"),
    NUMBER_WORD("billion", "1000000000", "billion"),
    NUMBER_WORD("trillion", "1000000000000", "trillion"),
    CANONICAL("dozen", M(.power = {0}, RATIO("12", "1")), true, "dozen", "다스"),
    ALIAS("dozens", "dozen", M(.power = {0}, RATIO("12", "1")), true),
    ALIAS("다스", "dozen", M(.power = {0}, RATIO("12", "1")), true),
    COUNTER("units", "units", "단위"), COUNTER_ALIAS("unit", "units"),
    THING("student", "students"), THING("child", "children"), THING("apple", "apples"),
    THING("orange", "oranges"), THING("book", "books"), THING("pencil", "pencils"),
    THING("coin", "coins"), THING("car", "cars"), THING("ticket", "tickets"), THING("tile", "tiles"),
    THING("card", "cards"), THING("ball", "balls"), THING("marble", "marbles"),
    THING("cookie", "cookies"), THING("dog", "dogs"), THING("cat", "cats"), THING("bird", "birds"),
    THING("egg", "eggs"), THING("candy", "candies"), THING("flower", "flowers"), THING("side", "sides"),
};
/* clang-format on */

const size_t unit_names_count = sizeof unit_names / sizeof *unit_names;
