"""Does the cost of a text of one phrase, repeated, grow with its length alone?

    python benchmarks/bench_repeated.py [--kilobytes 100]

Prints for each phrase the seconds of the text at half and at full length, and their ratio: 2 where the cost is linear.
"""

from __future__ import annotations

import argparse
import time

from pipeline.api import extract, warm_up

OPENING = "Cụm thi đua các tỉnh Tây Nam Bộ họp tại Cà Mau năm 2020.\n"
PHRASES = (
    "Cụm thi đua ", "Cụm thi đua số 1 ", "CỤM THI ĐUA\n", "tỉnh Cà Mau, ", "UBND tỉnh ", "ông Nguyễn Văn An, ",
    "Chủ tịch UBND tỉnh Nguyễn Văn An, ", "Cụm trưởng, ", "bầu tỉnh Cà Mau làm Cụm trưởng, ", "ngày 1/1/2020 ",
    "thứ nhất ", "07 tập thể ", "Bằng khen cho 5 tập thể; ", "tăng 8,2%, ", "1234567890 ", "1\n", "“", "(", "- ",
)  # fmt: skip
"""Each asks most of one part of the rules: names of clusters, bodies, people, offices, dates, ranks, counts, lines."""


def seconds(text: str) -> float:
    """Processor time of one extraction."""
    started = time.process_time()
    extract(text)
    return time.process_time() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kilobytes", type=int, default=100, metavar="N")
    length = parser.parse_args().kilobytes * 1000
    warm_up()
    print(f"{'phrase':36} {'half':>7} {'full':>7} {'ratio':>6}")
    for phrase in PHRASES:
        copies = length // len(phrase.encode())
        half, full = (seconds(OPENING + phrase * count) for count in (copies // 2, copies))
        print(f"{phrase.strip():36} {half:6.2f}s {full:6.2f}s {full / half:6.1f}")


if __name__ == "__main__":
    main()
