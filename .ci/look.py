"""Look at the brief that the main job made: is what a reader needs there, and nothing that must not be?"""

import re
import sys
from pathlib import Path

page = Path(sys.argv[1]).read_text(encoding="utf-8")
problems = [
    f"the brief does not hold {needed!r}"
    for needed in ("Ukraine", "NATO", "consensus", "Slovakia", "Content-Security-Policy", "<svg", 'id="s-')
    if needed not in page
]
if re.search(r"<script|\son\w+=|javascript:", page, re.IGNORECASE):
    problems.append("the brief holds a script")
if re.search(r"""(?:src|href)=["']?https?://""", re.sub(r"<a\b[^>]*>", "", page)):
    problems.append("the brief loads something from the network")
anchors = set(re.findall(r'\bid="([^"]+)"', page))
dead = {target for target in re.findall(r'href="#([^"]+)"', page) if target not in anchors}
if dead:
    problems.append(f"links without a target: {sorted(dead)[:5]}")
if not 20_000 < len(page) < 3_000_000:
    problems.append(f"the brief has {len(page)} characters")
for problem in problems:
    print(problem)
print(f"looked at {sys.argv[1]}: {len(anchors)} anchors, {len(problems)} problems")
sys.exit(bool(problems))
