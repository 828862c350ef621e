"""Takes the manual along: its pages stand once, in ``docs``, and go into the package when it is built."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

PAGES = ("manual/*", "rules/*.md", "cli.md", "compatibility.md", "glossary.md")


class WithManual(build_py):
    """``build_py`` that puts the pages of the manual beside the modules."""

    def run(self) -> None:
        """Build, then copy the pages."""
        super().run()
        if not self.editable_mode:
            for source, target in self._pages():
                self.mkpath(str(target.parent))
                self.copy_file(str(source), str(target))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """The files that an installation consists of."""
        return [*super().get_outputs(include_bytecode), *(str(target) for _, target in self._pages())]

    def _pages(self) -> list[tuple[Path, Path]]:
        docs, package = Path("docs"), Path(self.build_lib) / "mingzhang" / "docs"
        found = [page for pattern in PAGES for page in sorted(docs.glob(pattern))]
        return [(page, package / page.relative_to(docs)) for page in found]


setup(cmdclass={"build_py": WithManual})
