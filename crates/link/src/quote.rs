//! Which quotations of a story's articles are the same words, in any languages.

use std::collections::BTreeMap;

use headwater_model::Instance;

use crate::pile::{Groups, Pile};
use crate::sentence::{Encoder, Table, Vector};

/// Cosine from which quotations may be the same words, in two languages and in one. Set on the development stories,
/// whose translated quotations lie at .31 to .65 and the rest below .38.
const TRANSLATED: f32 = 0.38;
const REPEATED: f32 = 0.6;

/// One quotation of one account.
struct Quoted {
    instance: Instance,
    vector: Vector,
}

/// Returns the instances of each quotation that several articles have.
pub(crate) fn grouped(pile: &Pile<'_>, members: &[usize]) -> Vec<Vec<Instance>> {
    let quoted = quoted(pile, members);
    let mut pages: BTreeMap<usize, Vec<&Quoted>> = BTreeMap::new();
    for one in &quoted {
        pages.entry(one.instance.account).or_default().push(one);
    }
    let mut groups = Groups::new(quoted.len());
    for (left, one) in quoted.iter().enumerate() {
        for (right, other) in quoted.iter().enumerate().skip(left + 1) {
            if same(pile, &pages, one, other) {
                groups.join(left, right);
            }
        }
    }
    let sets = groups.sorted().into_iter().filter(|set| set.len() > 1);
    let instance = |place: usize| quoted.get(place).map(|quoted| quoted.instance.clone());
    sets.map(|set| set.into_iter().filter_map(instance).collect()).collect()
}

fn quoted(pile: &Pile<'_>, members: &[usize]) -> Vec<Quoted> {
    let Some(table) = Table::builtin() else { return Vec::new() };
    let accounts = members.iter().filter_map(|account| Some((*account, pile.accounts.get(*account)?)));
    accounts
        .flat_map(|(index, account)| {
            let quotes = &account.sourcing.quotes;
            let words: Vec<&str> = quotes.iter().map(|quote| quote.span.of(&account.page.text)).collect();
            quotes.iter().zip(table.vectors(&words)).map(move |(quote, vector)| Quoted {
                instance: Instance { account: index, span: quote.span, sentence: quote.sentence, fact: None },
                vector,
            })
        })
        .collect()
}

/// Whether each of two quotations is the other's closest on its page, and close enough.
fn same(pile: &Pile<'_>, pages: &BTreeMap<usize, Vec<&Quoted>>, one: &Quoted, other: &Quoted) -> bool {
    let (here, there) = (one.instance.account, other.instance.account);
    let close = one.vector.cosine(&other.vector);
    let enough = if pile.same_language(here, there) { REPEATED } else { TRANSLATED };
    let beaten = |from: &Quoted, on: usize| {
        pages.get(&on).into_iter().flatten().any(|rival| from.vector.cosine(&rival.vector) > close)
    };
    here != there && close >= enough && !beaten(one, there) && !beaten(other, here)
}
