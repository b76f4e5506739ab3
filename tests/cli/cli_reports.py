"""Short articles for the tests of the command, and how to call it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MEETING = """Cụm thi đua các tỉnh Tây Nam Bộ tổng kết công tác năm 2020

Sáng 18/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết công tác thi đua, \
khen thưởng năm 2020 và triển khai nhiệm vụ năm 2021.

Đồng chí Trần Văn Hiện, Phó Chủ tịch UBND tỉnh Cà Mau, Cụm trưởng Cụm thi đua năm 2020, chủ trì Hội nghị.

Năm 2020, tốc độ tăng trưởng kinh tế (GRDP) của tỉnh Bạc Liêu đạt 8,2%; thu ngân sách vượt 7,9% dự toán.
"""

OTHER = """Đại hội Đảng bộ xã Tân Hưng lần thứ XII

Ngày 12/5/2020, Đảng bộ xã Tân Hưng tổ chức Đại hội lần thứ XII, nhiệm kỳ 2020 - 2025.
"""


def kyyeu(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, with the imports of this one."""
    path = os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), *sys.path]))
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        input=stdin,
        env={**os.environ, "PYTHONPATH": path, "COLUMNS": "100", **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )
