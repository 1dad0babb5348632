#!/usr/bin/python3
"""The days off that need the moon: the lines of common/time/calendar.tsv for years that nobody has announced yet.

Usage: lunar_holidays.py YEAR [LAST_YEAR]   prints the lines of these years by law and usual choice
       lunar_holidays.py --check FILE       compares the lines of FILE with the moon; exit code 1 where they differ

The Vietnamese lunar calendar: a month begins on the day of the new moon at UTC+7; the winter solstice lies in month 11; where 13
months lie between two months 11, the first of them in which the sun enters none of its twelve signs is a leap month. The rules are
those of Hồ Ngọc Đức's "Âm lịch Việt Nam"; positions are the short series of Meeus, Astronomical Algorithms (new moons: chapter 49; the
sun: chapter 25), good to less than a minute and to a hundredth of a degree.
"""

import datetime
import math
import sys

ZONE = 7 / 24  # days ahead of UTC
MONTH = 29.530588861
LABOUR_CODE = "45/2019/QH14 112.1"


def delta_t(jd):
    """Days that ephemeris time is ahead of UTC in this century."""
    return (64 + 0.4 * (jd - 2451545) / 365.25) / 86400


def new_moon(k):
    """The Julian day (UTC) of new moon number `k` after that of 6 January 2000."""
    t = k / 1236.85
    sun = math.radians(2.5534 + 29.10535670 * k - 0.0000014 * t * t)
    moon = math.radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    node = math.radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    omega = math.radians(124.7746 - 1.56375588 * k + 0.0020672 * t * t)
    e = 1 - 0.002516 * t
    jd = 2451550.09766 + MONTH * k + 0.00015437 * t * t
    for amplitude, s, m, n in [
            (-0.40720, 0, 1, 0), (0.17241 * e, 1, 0, 0), (0.01608, 0, 2, 0), (0.01039, 0, 0, 2), (0.00739 * e, -1, 1, 0),
            (-0.00514 * e, 1, 1, 0), (0.00208 * e * e, 2, 0, 0), (-0.00111, 0, 1, -2), (-0.00057, 0, 1, 2), (0.00056 * e, 1, 2, 0),
            (-0.00042, 0, 3, 0), (0.00042 * e, 1, 0, 2), (0.00038 * e, 1, 0, -2), (-0.00024 * e, -1, 2, 0)]:
        jd += amplitude * math.sin(s * sun + m * moon + n * node)
    jd -= 0.00017 * math.sin(omega)
    jd += 0.000325 * math.sin(math.radians(299.77 + 0.107408 * k - 0.009173 * t * t))
    return jd - delta_t(jd)


def sun_sign(day):
    """In which twelfth of the ecliptic, counted from the spring equinox, the sun is when the local day number `day` begins."""
    jd = day - 0.5 - ZONE
    t = (jd + delta_t(jd) - 2451545) / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    anomaly = math.radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = ((1.914602 - 0.004817 * t) * math.sin(anomaly) + (0.019993 - 0.000101 * t) * math.sin(2 * anomaly)
              + 0.000289 * math.sin(3 * anomaly))
    apparent = mean + centre - 0.00569 - 0.00478 * math.sin(math.radians(125.04 - 1934.136 * t))
    return int(apparent % 360 / 30)


def month_start(k):
    """The local day number on which lunar month `k` begins."""
    return math.floor(new_moon(k) + 0.5 + ZONE)


def month_eleven(year):
    """The number of the month in which the winter solstice of `year` lies."""
    k = math.floor((datetime.date(year, 12, 31).toordinal() + 1721424.5 - 2451550.1) / MONTH) + 1
    while month_start(k) > datetime.date(year, 12, 31).toordinal() + 1721425:
        k -= 1
    # The sign of 270 degrees is the ninth: the month before it began in the eighth or earlier.
    return k if sun_sign(month_start(k)) < 9 else k - 1


def lunar_day(year, month, day):
    """The day of the lunar date (no leap month, months 1 to 10) in the lunar year that begins in `year`."""
    first, last = month_eleven(year - 1), month_eleven(year)
    months = [k for k in range(first, last)]
    leap = None
    if len(months) == 13:
        leap = next(k for k in months[1:] if sun_sign(month_start(k)) == sun_sign(month_start(k + 1)))
    k = [m for m in months if m != leap][month + 1]
    return datetime.date.fromordinal(month_start(k) - 1721425 + day - 1)


def tet(year):
    return lunar_day(year, 1, 1)


def hung_kings(year):
    return lunar_day(year, 3, 10)


def usual_lines(year):
    """The usual choice. Tết: two days before it and three from its first; where that is a Tuesday one and four, which makes a whole
    week. National Day: the neighbour that makes the longer rest; of two that do, 1/9."""
    before = 1 if tet(year).weekday() == 1 else 2
    days = [(tet(year) + datetime.timedelta(days=n), "Tết Nguyên đán", "ASSUMED", ".b") for n in range(-before, 5 - before)]
    days.append((hung_kings(year), "Giỗ Tổ Hùng Vương", "LAW", ".e"))
    national_day = datetime.date(year, 9, 2)
    neighbour = 3 if national_day.weekday() in (0, 3) else 1  # behind a Monday or a Thursday, else before
    days.append((datetime.date(year, 9, neighbour), "Quốc khánh", "ASSUMED", ".đ"))
    return [f"{day}\tHOLIDAY\t{name}\t{basis}\t{LABOUR_CODE}{point}" for day, name, basis, point in days]


def check(path):
    """Says which years of the file cannot be: Giỗ Tổ is 10/3; what is assumed is the usual choice; the first day of Tết is
    among the five that were announced, and not the first of them."""
    lines, mistakes = {}, []
    with open(path, encoding="utf-8") as file:
        for line in map(str.rstrip, file):
            if "\tHOLIDAY\t" in line:
                lines.setdefault(int(line[:4]), []).append(line)
    for year, found in sorted(lines.items()):
        days = {}
        for line in found:
            columns = line.split("\t")
            days.setdefault(columns[2], []).append(datetime.date.fromisoformat(columns[0]))
        if days.get("Giỗ Tổ Hùng Vương") != [hung_kings(year)]:
            mistakes.append(f"{year}: Giỗ Tổ Hùng Vương is on {hung_kings(year)}")
        if tet(year) not in days.get("Tết Nguyên đán", [])[1:]:
            mistakes.append(f"{year}: Tết begins on {tet(year)}")
        if any("\tASSUMED\t" in line for line in found) and found != usual_lines(year):
            mistakes.append("\n".join([f"{year}: is assumed, and would be", *usual_lines(year)]))
    return mistakes or ([] if lines else [f"{path}: no holidays in it"])


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--check":
        mistakes = check(arguments[1])
        print("\n".join(mistakes) if mistakes else "the moon agrees")
        return 1 if mistakes else 0
    if len(arguments) not in (1, 2) or not all(a.isdigit() for a in arguments):
        print(__doc__)
        return 2
    for year in range(int(arguments[0]), int(arguments[-1]) + 1):
        print("\n".join(usual_lines(year)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
