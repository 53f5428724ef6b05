"""A served handbook goes on after an edit that cannot be built."""

from types import SimpleNamespace

from tools.serve import go_on_after_errors


def test_a_failed_build_is_told_on_each_page_until_one_succeeds(capsys):
    """Pages are answered as they were, with what went wrong at their top, also when the macros plugin ends the process."""
    outcome = []

    def build():
        if outcome:
            raise outcome[0]

    server = SimpleNamespace(
        builder=build, _inject_js_into_html=lambda content, epoch: content + b"<script>", error_handler=lambda code: b"404", _visible_epoch=1
    )
    go_on_after_errors(server)
    page = b'<html><body class="a"><p>Text.</p></body></html>'
    for error, said in ((ValueError("docs/a.yml:3: <x>"), b"docs/a.yml:3: &lt;x&gt;"), (SystemExit(1), b"The macros plugin has stopped the build")):
        outcome[:] = [error]
        server.builder()
        assert said in server._inject_js_into_html(page, 1).split(b"<p>Text.")[0]
        assert said in server.error_handler(404)
    assert "docs/a.yml:3: <x>" in capsys.readouterr().err
    outcome.clear()
    server.builder()
    assert server._inject_js_into_html(page, 1) == page + b"<script>" and server.error_handler(404) == b"404"
