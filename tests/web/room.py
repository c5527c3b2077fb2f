"""Whether a page has room for its words: on a small screen, with large text,
and with the spacing of who reads with difficulty."""

# CSS for a page to bear, and widths of the window at which it has to.
LARGE = "html { font-size: 225% !important; }"  # twice the stylesheet's 112.5 %
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
CASES = (
    ("", (320,), "on 320 pixels"),  # WCAG 1.4.10; also 400 % of 1280
    (LARGE, (360, 800, 1280), "with text at 200 %"),  # 1.4.4
    (SPACED, (320,), "with text spacing"),  # 1.4.12
    (LARGE + SPACED, (800,), "with spaced text at 200 %"),
)

# What sticks out of the window, or out of the box that it stands in.
LOOK = """
const sheet = new CSSStyleSheet();
sheet.replaceSync(arguments[0]);
document.adoptedStyleSheets = [sheet];
const root = document.documentElement, found = [];
for (const node of document.body.querySelectorAll(":not(svg *)")) {
    const box = node.getBoundingClientRect();
    const hidden = box.width <= 1 || node.closest(".spoken");
    const burst = getComputedStyle(node).display !== "inline" &&
        !(node instanceof SVGElement) && node.tagName !== "INPUT" &&
        node.scrollWidth > node.clientWidth + 1;
    if (!hidden && (burst || box.left < -0.5 ||
            box.right > root.clientWidth + 0.5))
        found.push(node.outerHTML.slice(0, 100).replace(/\\s+/g, " "));
}
if (root.scrollWidth > root.clientWidth && found.length === 0)
    found.push("the page");
document.adoptedStyleSheets = [];
return found;
"""


def cramped(driver):
    """What has no room on the page that the browser is at, as lines."""
    wrong = []
    before = driver.script("return [innerWidth, innerHeight];")
    for css, widths, text in CASES:
        for width in widths:
            driver.size(width, 640)
            found = driver.script(LOOK, css)
            wrong += [f"{text}, {width} wide: {one}" for one in found[-3:]]
    driver.size(*before)
    return wrong
