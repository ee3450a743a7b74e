//! The command of the bench: prints predictions, holds scores to floors.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use headwater_bench::floors::{self, Options};
use headwater_bench::{lines, predict, speed};
use serde_json::Value;

/// Predicts what annotated sets ask for, and holds the scores to floors.
#[derive(Debug, Parser)]
#[command(name = "headwater-bench", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Prints predictions as JSON lines; `bench/README.md` says in what form.
    #[command(subcommand)]
    Predict(Predict),
    /// Reads the pages of a set on one thread and prints how long it took; `bench/speed/` compares with others.
    Speed {
        /// A folder with a gold.jsonl, or such a file.
        set: PathBuf,
    },
    /// Reads the figures and the sourcing of texts and prints how long it took; `bench/speed/` compares with others.
    FactsSpeed {
        /// The folder of our own sets.
        sets: PathBuf,
    },
    /// Writes what the model of blocks is trained on; `tools/labeller/README.md` says in what form.
    Features {
        /// Read the flattened text captures, not the HTML.
        #[arg(long)]
        text: bool,
        /// A folder with a gold.jsonl, or such a file.
        set: PathBuf,
    },
    /// Writes what the model of titles is trained on; `tools/labeller/README.md` says in what form.
    Titles {
        /// A folder with a gold.jsonl, or such a file.
        set: PathBuf,
    },
    /// Scores the sets and compares with bench/floors.json.
    Floors(FloorArguments),
}

#[derive(Debug, Subcommand)]
enum Predict {
    /// The article on each page of a set.
    Extract {
        /// Read the flattened text captures, not the HTML.
        #[arg(long)]
        text: bool,
        /// A folder with a gold.jsonl, or such a file.
        set: PathBuf,
    },
    /// The figures in each text.
    Facts {
        /// JSON lines, plain or .gz.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Who says what on whose word in each text.
    Sourcing {
        /// JSON lines, plain or .gz.
        file: PathBuf,
    },
    /// Each sentence's translation among all sentences of another language.
    Segments {
        /// A folder with a dev.jsonl.gz.
        folder: PathBuf,
    },
    /// Which articles of a stream tell one story.
    Streams {
        /// How the stream is drawn: eng, three or one.
        #[arg(long)]
        stream: String,
        /// A folder with a dev.jsonl.gz.
        folder: PathBuf,
    },
    /// Which sentences of two piles of articles correspond.
    Pairs {
        /// A folder with a dev.jsonl.gz.
        folder: PathBuf,
    },
    /// Whether the two names of each pair name one thing.
    Names {
        /// JSON lines, plain or .gz.
        file: PathBuf,
    },
    /// Who got what from whom in a pile of pages.
    Derivation {
        /// Take each story of the manifest by itself instead of all pages in one pile.
        #[arg(long)]
        by_story: bool,
        /// Choose parents by a simpler rule (earliest, similar, cited, cited-else-similar), or without a family of evidence
        /// (without-text, …).
        #[arg(long, default_value = "engine", value_parser = predict::rule)]
        rule: headwater_link::Rule,
        /// Weigh evidence by this file, not by the one compiled in.
        #[arg(long, value_parser = predict::weights)]
        weights: Option<headwater_link::Weights>,
        /// A folder with a manifest.json.
        folder: PathBuf,
    },
    /// Which texts made by rule are copies of each other.
    Copied {
        /// Originals a language; each gives nine texts.
        #[arg(default_value_t = 100)]
        count: usize,
    },
    /// Who got each claim from whom, each story of a manifest by itself.
    Claims {
        /// A folder with a manifest.json.
        folder: PathBuf,
    },
}

#[derive(Debug, Args)]
struct FloorArguments {
    /// Write the scores as the new floors; never lowers one.
    #[arg(long)]
    pin: bool,
    /// With --pin: lower floors too.
    #[arg(long, requires = "pin")]
    lower: bool,
    /// A folder with the sets that are not ours to carry; they are scored too.
    #[arg(long, value_name = "DIR")]
    more: Option<PathBuf>,
    /// Score only these sets.
    #[arg(long = "set", value_name = "NAME")]
    sets: Vec<String>,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) if closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Predict(kind) => {
            lines::write(&predictions(kind)?, &mut io::stdout().lock())?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Speed { set } => {
            writeln!(io::stdout().lock(), "{}", predict::speed(&set)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::FactsSpeed { sets } => {
            writeln!(io::stdout().lock(), "{}", speed::facts(&sets)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Features { text, set } => {
            let capture = if text { predict::Capture::Text } else { predict::Capture::Html };
            predict::features(&set, capture, &mut BufWriter::new(io::stdout().lock()))?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Titles { set } => {
            predict::titles(&set, &mut BufWriter::new(io::stdout().lock()))?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Floors(arguments) => {
            let FloorArguments { pin, lower, more, sets } = arguments;
            let report = floors::run(&Options { pin, lower, more, sets })?;
            write!(io::stdout().lock(), "{}", report.table)?;
            Ok(if report.held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
    }
}

fn predictions(kind: Predict) -> Result<Vec<Value>> {
    match kind {
        Predict::Extract { text, set } => {
            predict::extract(&set, if text { predict::Capture::Text } else { predict::Capture::Html })
        }
        Predict::Facts { files } => predict::facts(&files),
        Predict::Sourcing { file } => predict::sourcing(&file),
        Predict::Segments { folder } => predict::segments(&folder.join("dev.jsonl.gz")),
        Predict::Streams { stream, folder } => predict::streams(&folder.join("dev.jsonl.gz"), &stream),
        Predict::Pairs { folder } => predict::pairs(&folder.join("dev.jsonl.gz")),
        Predict::Names { file } => predict::names(&file),
        Predict::Derivation { by_story, rule, weights, folder } => {
            let weights = weights.as_ref().unwrap_or_else(|| headwater_link::Weights::fitted());
            predict::derivation(&folder, by_story, rule, weights)
        }
        Predict::Copied { count } => predict::copied(count),
        Predict::Claims { folder } => predict::claims(&folder),
    }
}

fn closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
