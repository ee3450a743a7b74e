//! The arguments of the command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use headwater_archive::Lean;

const EXAMPLES: &str = "\
Examples:
  headwater page.html             what the page says, and what that rests on
  headwater trace pages/          the chain of a story over many pages
  headwater facts page.html       its figures, with who says them
  curl -s URL | headwater -       a page from standard input";

const READ_EXAMPLES: &str = "\
Examples:
  headwater read page.html
  headwater read --markdown page.html > article.md
  curl -s URL | headwater read --json -";

const SOURCES_EXAMPLES: &str = "\
Examples:
  headwater sources page.html
  headwater sources page.html --archive my-archive    also says what the archive holds";

const FACTS_EXAMPLES: &str = "\
Examples:
  headwater facts page.html
  headwater facts --json page.html";

const TRACE_EXAMPLES: &str = "\
Examples:
  headwater trace a.html b.html c.txt
  headwater trace pages/              a folder; pages/manifest.json may give addresses and times
  headwater trace --graph html pages/ > story.html    a file to send to somebody
  headwater trace --archive DIR       all that an archive holds";

const COMPARE_EXAMPLES: &str = "\
Examples:
  headwater compare a.html b.html     their figures, sentences and copied text
  headwater compare old.html new.html what an update changed";

const STORIES_EXAMPLES: &str = "\
Examples:
  headwater stories pages/            each story in a few lines
  headwater stories --archive DIR";

const MISSING_EXAMPLES: &str = "\
Examples:
  headwater missing pages/            what to look for next
  headwater missing --archive DIR";

const SERVE_EXAMPLES: &str = "\
Examples:
  headwater serve pages/              then open http://127.0.0.1:7171/
  headwater serve -p 8080 --archive DIR";

const INIT_EXAMPLES: &str = "\
Examples:
  headwater init                      an archive in this folder
  headwater init ~/leaks";

const ADD_EXAMPLES: &str = "\
Examples:
  headwater add page.html pages/ --archive DIR";

/// Says where pages have what they say from.
///
/// Headwater takes captured pages, in any language, and shows who had what from whom, each step with the words that
/// show it. It never says what is true.
#[derive(Debug, Parser)]
#[command(
    name = "headwater",
    version,
    before_help = EXAMPLES,
    before_long_help = EXAMPLES,
    arg_required_else_help = true,
    subcommand_precedence_over_arg = true,
    after_help = "Exit codes: 0 done, 1 failed, 2 bad usage, 3 some inputs failed, 4 nothing found (with \
                  --fail-empty), 5 integrity check failed, 7 archive from a newer version"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// The page to read, `-` for standard input.
    #[arg(value_name = "PAGE")]
    pub(crate) page: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) global: Global,
}

/// What holds for every subcommand.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Print JSON (described in docs/reference/json.md).
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Use colour and weight.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
    /// The archive to use.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// Exit with code 4 where nothing was found.
    #[arg(long, global = true)]
    pub(crate) fail_empty: bool,
    /// Print no messages, only data.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Print more messages.
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Also when piped.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print the article of one page.
    #[command(before_help = READ_EXAMPLES)]
    Read(Read),
    /// Print what a page says it rests on: credits, attributions, references.
    #[command(before_help = SOURCES_EXAMPLES)]
    Sources(OnePage),
    /// Print the checkable figures of a page, with who says them.
    #[command(before_help = FACTS_EXAMPLES)]
    Facts(OnePage),
    /// Print where the stories on these pages come from.
    #[command(before_help = TRACE_EXAMPLES)]
    Trace(Trace),
    /// Print what two pages have in common, and what changed, in any languages.
    #[command(before_help = COMPARE_EXAMPLES)]
    Compare(Compare),
    /// List the stories that these pages fall into.
    #[command(before_help = STORIES_EXAMPLES)]
    Stories(Pages),
    /// List the works that these pages cite and that are not among them.
    #[command(before_help = MISSING_EXAMPLES)]
    Missing(Pages),
    /// Show stories and articles in a browser, from this computer only.
    #[command(before_help = SERVE_EXAMPLES)]
    Serve(Serve),
    /// Make an archive.
    #[command(before_help = INIT_EXAMPLES)]
    Init(Init),
    /// Keep pages in an archive.
    #[command(before_help = ADD_EXAMPLES)]
    Add(Pages),
}

#[derive(Debug, Args)]
pub(crate) struct Read {
    #[command(flatten)]
    pub(crate) page: OnePage,
    /// Print Markdown.
    #[arg(long, conflicts_with = "json")]
    pub(crate) markdown: bool,
    /// Leave out what may not be the article's.
    #[arg(long, conflicts_with = "recall")]
    precision: bool,
    /// Take in what may be the article's.
    #[arg(long)]
    recall: bool,
}

impl Read {
    pub(crate) fn lean(&self) -> Lean {
        match (self.precision, self.recall) {
            (true, _) => Lean::Precision,
            (_, true) => Lean::Recall,
            _ => Lean::Balance,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct OnePage {
    /// The page, `-` for standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Pages {
    /// Pages and folders of pages, `-` for standard input.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Trace {
    #[command(flatten)]
    pub(crate) pages: Pages,
    /// Print a drawing of the chain: for GraphViz, as SVG, or as a page by itself.
    #[arg(long, value_name = "FORM", conflicts_with = "json")]
    pub(crate) graph: Option<Graph>,
}

/// Forms of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Graph {
    /// The language of GraphViz.
    Dot,
    /// A picture.
    Svg,
    /// A page with the picture, the steps with their words, and what is missing.
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// The one page, `-` for standard input.
    #[arg(value_name = "A")]
    pub(crate) left: PathBuf,
    /// The other.
    #[arg(value_name = "B")]
    pub(crate) right: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) pages: Pages,
    /// Port on 127.0.0.1; 0 takes a free one.
    #[arg(short, long, default_value_t = 7171)]
    pub(crate) port: u16,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Its folder.
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_declared_without_contradiction() {
        super::Cli::command().debug_assert();
    }

    #[test]
    fn every_command_is_described() {
        let reference = include_str!("../../../docs/reference/commands.md");
        for command in super::Cli::command().get_subcommands() {
            let heading = format!("## headwater {}", command.get_name());
            assert!(reference.contains(&heading), "docs/reference/commands.md lacks `{heading}`");
        }
    }
}
