//! The scores on our own sets hold, and `floors.json` and the table of sets agree.

use std::path::Path;

use headwater_bench::floors::{self, Options};
use headwater_bench::sets::{Home, SETS};

#[test]
fn scores_on_our_own_sets_hold() {
    let report = floors::run(&Options::default()).unwrap_or_else(|error| panic!("{error:#}"));
    assert!(report.held, "{}", report.table);
}

#[test]
fn every_number_has_its_place_in_the_file() {
    let floors = floors::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("floors.json")).unwrap();
    for set in SETS {
        let pinned = floors.get(set.name).unwrap_or_else(|| panic!("{} is not in floors.json", set.name));
        let named: Vec<&str> = pinned.floors.keys().map(String::as_str).collect();
        let mut held: Vec<&str> = set.metrics.iter().map(|metric| metric.name).collect();
        held.sort_unstable();
        assert_eq!(named, held, "{}", set.name);
        assert_eq!(pinned.corpus.len(), 64, "{}", set.name);
    }
    assert_eq!(floors.len(), SETS.len(), "floors.json has a set that the table has not");
}

#[test]
fn every_set_of_ours_is_at_hand() {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR"));
    for set in SETS.iter().filter(|set| set.home == Home::Own) {
        let folder = set.place(bench, None).unwrap();
        set.digest(&folder).unwrap_or_else(|error| panic!("{}: {error:#}", set.name));
    }
}
