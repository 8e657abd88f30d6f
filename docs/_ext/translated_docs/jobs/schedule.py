"""The jobs that make the outputs of every language, what each of them waits for, and the site at the end."""

import os
import shutil
import sys
import time
from functools import partial

from translated_docs.jobs.runner import Job
from translated_docs.jobs.sphinx_build import run_builder
from translated_docs.outputs import Output, bilingual, download, language_pairs, monolingual
from translated_docs.paths import BUILD, ROOT
from translated_docs.settings import conf, source_language
from translated_docs.site.compress import compress


def size_labels(language: str) -> dict[str, str]:
    """Return the sizes of the outputs of a language that pages link to, of those that are there, by name.

    They are for readers, and coarse, so that they seldom change.
    """
    sizes = {}
    for output in monolingual():
        file = BUILD / download(conf, output, language).made
        if not output.site and file.exists():
            files = file.parent.rglob("*") if output.index else [file]
            size = sum(path.stat().st_size for path in files if path.is_file())
            sizes[output.name] = f"{max(size / 1e6, 0.1):.1f} MB"
    return sizes


def name_of(output: Output, *languages: str) -> str:
    """Return the name of the job that runs the builder of an output."""
    return f"{'-'.join(languages)} {output.name}"


def compile_name(output: Output, *languages: str) -> str:
    """Return the name of the job that compiles what the builder has written."""
    return f"{name_of(output, *languages)} compile"


# -- What the jobs do -----------------------------------------------------------


def build_output(output: Output, language: str, *second: str) -> None:
    """Run the builder of an output that is a file, or the Typst source of one, of what one language or two have read.

    Raises SystemExit if it has not written the file that pages link to.
    """
    outdir = BUILD / output.name / "-".join([language, *second])
    shutil.rmtree(outdir, ignore_errors=True)  # what an earlier build left there would go into an archive
    run_builder(output.builder, language, outdir, **({"pair_language": second[0]} if second else {}))
    file = BUILD / download(conf, output, language, *second).made
    if not output.typst and not file.exists():
        sys.exit(
            f"docs/_ext/translated_docs/outputs.py: {output.name}: its builder {output.builder!r} writes no "
            f"{file.relative_to(BUILD)}; name another one, or let it write that file"
        )


def compile_output(output: Output, *languages: str) -> None:
    """Compile the Typst source of an output, and set the pictures that were asked for meanwhile.

    Raises SystemExit with all that Typst finds wrong, be it only a warning.
    """
    from translated_docs.pdf.compilation.typst_compile import compile_with_pictures  # what no other output needs

    started, file = time.monotonic(), BUILD / download(conf, output, *languages).made
    os.environ["RAYON_NUM_THREADS"] = "1"  # of Typst; other jobs have the other cores
    errors = compile_with_pictures(file.parent, file.name, conf.release_date)
    if errors:
        sys.exit("\n".join(errors).replace(f"{ROOT}/", ""))
    print(f"{file.parent.name}: {output.name} compiled {time.monotonic() - started:.1f} s", flush=True)


def build_site(output: Output, language: str, sizes: dict[str, str] | None = None) -> None:
    """Build the pages of a language; each names the sizes of the downloads, of those that are there if not given."""
    outdir = BUILD / output.name / language
    run_builder(output.builder, language, outdir, downloads=size_labels(language) if sizes is None else sizes)
    compress(outdir)


def build_site_again(output: Output, language: str, named: dict[str, str]) -> None:
    """Build the pages of a language once more if the sizes that they name are those of today no more."""
    if size_labels(language) != named:
        build_site(output, language)


# -- What they wait for ---------------------------------------------------------


def jobs_for_pages(site: Output, language: str, outputs: tuple[Output, ...], after: tuple[str, ...]) -> list[Job]:
    """Return the jobs for the pages of a language.

    A file that is compiled anew has seldom another size: the pages name that of the last build,
    if there was one, and need not wait for it.
    """
    sizes, name = size_labels(language), name_of(site, language)
    compiled = [output for output in outputs if output.typst]
    waits = tuple(compile_name(output, language) for output in compiled)
    if not compiled or any(output.name not in sizes for output in compiled):
        return [Job(name, partial(build_site, site, language), after + waits)]
    again = Job(f"{language} sizes", partial(build_site_again, site, language, sizes), (name, *waits))
    return [Job(name, partial(build_site, site, language, sizes), after), again]


def jobs_to_compile(output: Output, *languages: str) -> list[Job]:
    """Return the job after the builder of an output that is compiled; none for any other."""
    if not output.typst:
        return []
    of_output = (output, *languages)
    return [Job(compile_name(*of_output), partial(compile_output, *of_output), (name_of(*of_output),))]


def jobs_for_languages(
    languages: list[str], outputs: tuple[Output, ...], site_after: tuple[str, ...] = ()
) -> list[Job]:
    """Return the jobs for each language, one output after the other: the first reads the pages for all.

    ``site_after`` are other jobs that the pages of the source wait for.
    """
    source = source_language(conf)
    jobs = []
    for output, before in zip(outputs, [None, *outputs]):
        for code in languages:
            after = (name_of(before, code),) if before else ()
            if output.site:
                jobs += jobs_for_pages(output, code, outputs, after + (site_after if code == source else ()))
            else:
                jobs.append(Job(name_of(output, code), partial(build_output, output, code), after))
        for code in languages:
            jobs += jobs_to_compile(output, code)
    return jobs


def jobs_for_pairs(pairs: list[tuple[str, str]], languages: list[str]) -> list[Job]:
    """Return the jobs for bilingual outputs, after what each waits for of those languages that are read anew."""
    jobs = []
    for output in bilingual():
        for pair in pairs:
            name = name_of(output, *pair)
            after = tuple(f"{code} {output.after}" for code in pair if code in languages)
            jobs.append(Job(name, partial(build_output, output, *pair), after))
            jobs += jobs_to_compile(output, *pair)
    return jobs


def jobs_for_site(languages: list[str], outputs: tuple[Output, ...]) -> list[Job]:
    """Return the jobs for everything that the languages are in."""
    pairs = [pair for pair in language_pairs(conf) if set(pair) & set(languages)]
    source = source_language(conf)
    # Where there are pages already, the source's may write down anew what was read, which the pairs read.
    has_pages = any((BUILD / output.name / source).exists() for output in outputs if output.site)
    waits = tuple(name_of(output, *pair) for output in bilingual() for pair in pairs) if has_pages else ()
    jobs = jobs_for_languages(languages, outputs, waits)
    readers = len(languages)
    return [*jobs[:readers], *jobs_for_pairs(pairs, languages), *jobs[readers:]]
