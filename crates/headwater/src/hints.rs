//! What a reporter can do about an error, in one place.

use std::error::Error as StdError;
use std::io;

use headwater_archive::ArchiveError;
use headwater_archive::load::LoadError;
use headwater_read::CaptureError;
use headwater_web::ServeError;

/// Returns what can be done about an error, where something can.
pub(crate) fn hint(error: &anyhow::Error) -> Option<&'static str> {
    error.chain().find_map(|cause| advice(&Cause::of(cause)?))
}

/// The errors that are known here by type.
enum Cause<'a> {
    Load(&'a LoadError),
    Archive(&'a ArchiveError),
    Serve(&'a ServeError),
}

impl<'a> Cause<'a> {
    fn of(error: &'a (dyn StdError + 'static)) -> Option<Self> {
        let load = || error.downcast_ref().map(Self::Load);
        let archive = || error.downcast_ref().map(Self::Archive);
        let serve = || error.downcast_ref().map(Self::Serve);
        load().or_else(archive).or_else(serve)
    }
}

fn advice(cause: &Cause) -> Option<&'static str> {
    use io::ErrorKind::{AddrInUse, NotFound, PermissionDenied};
    Some(match cause {
        Cause::Load(LoadError::System(error)) if error.kind() == NotFound => {
            "check the spelling; `headwater --help` lists the commands"
        }
        Cause::Load(LoadError::System(error)) if error.kind() == PermissionDenied => {
            "this user may not read the file; `ls -l` shows who may"
        }
        Cause::Load(LoadError::Empty) => "the download may have failed; save the page again",
        Cause::Load(LoadError::NoPages) => "name the files themselves to read them whatever they are called",
        Cause::Load(LoadError::Capture(CaptureError::NotText { .. })) => {
            "save the page as HTML or as text, and read that"
        }
        Cause::Load(LoadError::TooLarge { .. } | LoadError::Capture(CaptureError::TooLarge { .. })) => {
            "a page is rarely this large; save the article alone, without pictures inside the file"
        }
        Cause::Load(LoadError::Manifest { .. } | LoadError::ManifestEntry { .. }) => {
            "the pages were read without it; docs/reference/commands.md shows the form of manifest.json"
        }
        Cause::Load(LoadError::Digest { .. } | LoadError::Sidecar { .. }) => {
            "restore the file from a backup, or remove it and add the page again"
        }
        Cause::Archive(ArchiveError::Absent { .. }) => {
            "`headwater init DIR` makes an archive; `--archive DIR` names one"
        }
        Cause::Archive(ArchiveError::Newer { .. }) => "install the newest headwater to use this archive",
        Cause::Archive(ArchiveError::Exists { .. }) => "`headwater add PATH --archive DIR` adds pages to it",
        Cause::Serve(ServeError::Bind { error, .. }) if error.kind() == AddrInUse => {
            "another program has this port; `-p 0` takes a free one"
        }
        _ => return None,
    })
}
