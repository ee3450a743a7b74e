//! Which quotations of a story's articles are the same words, in any languages.

use std::collections::BTreeMap;

use headwater_model::Instance;

use crate::kin::Kin;
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
pub(crate) fn grouped(pile: &Pile<'_>, members: &[usize], kin: &Kin) -> Vec<Vec<Instance>> {
    let quoted = quoted(pile, members);
    let mut pages: BTreeMap<usize, Vec<(usize, &Quoted)>> = BTreeMap::new();
    for (place, one) in quoted.iter().enumerate() {
        pages.entry(one.instance.account).or_default().push((place, one));
    }
    let mut groups = Groups::new(quoted.len());
    for (left, right) in kin.pairs() {
        let (Some(here), Some(there)) = (pages.get(&left), pages.get(&right)) else { continue };
        for (place, one) in here {
            for (behind, other) in there {
                if same(pile, (here, there), one, other) {
                    groups.join(*place, *behind);
                }
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

/// The quotations of a page, with their places among all.
type OnPage<'q> = [(usize, &'q Quoted)];

/// Whether each of two quotations is the other's closest on its page, and close enough.
fn same(pile: &Pile<'_>, (here, there): (&OnPage<'_>, &OnPage<'_>), one: &Quoted, other: &Quoted) -> bool {
    let close = one.vector.cosine(&other.vector);
    let one_language = pile.same_language(one.instance.account, other.instance.account);
    let enough = if one_language { REPEATED } else { TRANSLATED };
    let beaten = |from: &Quoted, on: &OnPage<'_>| on.iter().any(|(_, rival)| from.vector.cosine(&rival.vector) > close);
    close >= enough && !beaten(one, there) && !beaten(other, here)
}
