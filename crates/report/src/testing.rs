//! Hand-made accounts and stories for this crate's tests.

use headwater_model::{
    Account, Action, Amount, Article, Attribution, Block, BlockKind, Bound, Capture, CaptureId, Citation, Claim,
    Comparison, Credit, CreditKind, Currency, Derivation, DerivationKind, Evidence, Fact, Family, FigurePair, Grade,
    Instance, Interval, Label, LanguageCode, Link, Match, MatchKind, Media, Mutation, MutationKind, Note, NoteMark,
    Origins, OutletName, Page, PartialDate, Passage, Preface, Quotation, Reference, Relay, Source, SourceKind,
    Sourcing, Span, Speaker, Stated, Story, Topic, Unmatched, Value, Voice, When, Witness, WitnessId, WitnessKind,
};

/// An account whose page is `lines`: the title, then the body.
pub(crate) fn account(host: &str, language: &str, lines: &[&str]) -> Account {
    let text = lines.join("\n");
    let spans: Vec<Span> = lines.iter().map(|line| find(&text, line)).collect();
    let block = |span: &Span| Block { span: *span, kind: BlockKind::Paragraph, element: None, linked: 0, gap: 0 };
    let labels = std::iter::once(Label::Title).chain(lines.iter().skip(1).map(|_| Label::Body));
    let id = CaptureId([host.len() as u8; 32]);
    Account {
        article: Article {
            language: LanguageCode::parse(language).ok(),
            title: Some(Stated::new(lines[0].to_owned(), spans[0])),
            labels: labels.collect(),
            body: spans.iter().skip(1).copied().collect(),
            ..Article::default()
        },
        page: Page {
            capture: id,
            encoding: "UTF-8",
            blocks: spans.iter().map(block).collect(),
            text,
            elements: Vec::new(),
            links: Vec::new(),
            address: Some(format!("https://{host}/1")),
            host: Some(host.to_owned()),
            declared_language: None,
        },
        capture: Capture {
            id,
            name: format!("pages/{host}.html"),
            address: None,
            captured: None,
            media: Media::Html,
            bytes: Vec::new(),
        },
        sourcing: Sourcing::default(),
        facts: Vec::new(),
        notes: Vec::new(),
    }
}

/// Makes the characters that steer direction visible: isolates as `⟨…⟩`, marks as `⇤` and `⇥`.
pub(crate) fn visible(text: &str) -> String {
    text.replace('\u{2068}', "⟨").replace('\u{2069}', "⟩").replace('\u{200f}', "⇤").replace('\u{200e}', "⇥")
}

fn find(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("`{words}` is not on the page"));
    Span::new(start, start + words.len())
}

/// Finds words on an account's page.
pub(crate) fn span(account: &Account, words: &str) -> Span {
    find(&account.page.text, words)
}

pub(crate) fn source(account: &Account, words: &str, kind: SourceKind, outlet: Option<&str>) -> Source {
    let outlet = outlet.map(|domain| OutletName { name: words.to_owned(), domain: Some(domain.to_owned()) });
    Source { span: span(account, words), kind, outlet }
}

/// A sum of dollars stated by `words` in `sentence`.
pub(crate) fn dollars(account: &Account, words: &str, sentence: &str, amount: i64, bound: Bound) -> Fact {
    let currency = Currency::parse("USD").unwrap();
    Fact {
        span: span(account, words),
        sentence: span(account, sentence),
        value: Value::Money(Amount::One(amount.into()), currency),
        bound,
        bound_words: None,
        counted: None,
        voice: Voice::Page,
    }
}

const RELAY: &str = "ووفقا لما أوردته الجارديان فإن وثائق حصلت عليها Drop Site News تظهر صفقات لا تقل عن 10 ملايين دولار.";

/// An aggregator's copy that credits a newspaper and relays the Guardian.
pub(crate) fn relay() -> Account {
    let mut account = account("klyoum.com", "ar", &["عنوان", RELAY, "المصدر: الدستور"]);
    let sentence = span(&account, RELAY);
    let attribution = |source, cue, content, within| Attribution {
        source: Some(source),
        cue: span(&account, cue),
        content: Some(span(&account, content)),
        sentence,
        quotation: Quotation::Indirect,
        obtained_by: None,
        told: None,
        within,
        denied: false,
        voice: Voice::Page,
    };
    let guardian = source(&account, "الجارديان", SourceKind::Outlet, Some("theguardian.com"));
    let documents = source(&account, "وثائق", SourceKind::Document, None);
    let outer = "وثائق حصلت عليها Drop Site News تظهر صفقات لا تقل عن 10 ملايين دولار";
    let mut inner = attribution(documents, "تظهر", "صفقات لا تقل عن 10 ملايين دولار", Some(0));
    inner.obtained_by = Some(source(&account, "Drop Site News", SourceKind::Outlet, Some("dropsitenews.com")));
    let credit = Credit {
        kind: CreditKind::Source,
        cue: Some(span(&account, "المصدر")),
        source: source(&account, "الدستور", SourceKind::Outlet, Some("dostor.org")),
        span: span(&account, "المصدر: الدستور"),
    };
    account.sourcing.attributions = vec![attribution(guardian, "ووفقا لما أوردته", outer, None), inner];
    account.sourcing.credits = vec![credit];
    account.article.labels[2] = Label::Credit;
    account.article.credits = vec![span(&account, "المصدر: الدستور")];
    account.article.published = Some(Stated::new(When::day(jiff::civil::date(2025, 1, 24)), Span::default()));
    account.facts = vec![dollars(&account, "10 ملايين دولار", RELAY, 10_000_000, Bound::AtLeast)];
    account
}

const RETOLD: &str = "Microsoft made deals worth $10 million with the ministry.";

/// A page in English that tells the same without "at least".
pub(crate) fn retelling() -> Account {
    let mut account = account("tidings.example", "en", &["Deals of millions", RETOLD]);
    account.facts = vec![dollars(&account, "$10 million", RETOLD, 10_000_000, Bound::Exact)];
    account
}

/// An account that has something of everything a page may hold.
pub(crate) fn full() -> Account {
    let mut account = relay();
    let at = |words: &str| span(&account, words);
    let title = at("عنوان");
    let sentence = at(RELAY);
    let text = |span: Span| Stated::new("x".to_owned(), span);
    let number = at("10");
    let guardian = source(&account, "الجارديان", SourceKind::Outlet, Some("theguardian.com"));
    let date = Stated::new(PartialDate::Year(2025), title);
    let reference = Reference {
        number: 1,
        span: title,
        title: Some(text(title)),
        outlet: guardian.outlet.clone().map(|outlet| Stated::new(outlet, title)),
        kind: SourceKind::Outlet,
        date: Some(date.clone()),
        accessed: Some(date),
        address: Some(text(title)),
    };
    let article = &mut account.article;
    article.byline = Some(text(title));
    article.authors = vec![text(title)];
    article.publisher = Some(text(title));
    article.site_topics = vec![Topic { name: "x".to_owned(), count: Some(1), span: title }];
    article.preface = Some(Preface { span: title, label: title, translation: true, signer: Some(text(title)) });
    article.marks = vec![NoteMark { number: 1, span: number, sentence }];
    article.actions = vec![Action { span: title, address: "https://a.example".to_owned() }];
    article.cut_off = Some(sentence);
    account.page.links = vec![Link { span: title, target: "https://a.example".to_owned() }];
    account.notes = vec![Note { message: "x".to_owned(), span: Some(title) }];
    account.sourcing.references = vec![reference];
    account.sourcing.citations = vec![Citation { reference: 0, mark: number, sentence }];
    account.sourcing.own_reporting = vec![title];
    let relay = Relay { reporter: Speaker::Page, cited: guardian, span: sentence, content: None };
    account.sourcing.relays = vec![relay];
    account
}

fn witness(kind: WitnessKind, name: &str, cited_by: Vec<(usize, Span)>) -> Witness {
    let domain = name.contains('.').then(|| name.to_owned());
    Witness { kind, name: name.to_owned(), domain, language: None, window: Interval::default(), cited_by }
}

fn edge(from: usize, to: usize, kind: DerivationKind, told_by: Passage, what: &'static str) -> Derivation {
    Derivation {
        from: WitnessId(from),
        to: WitnessId(to),
        kind,
        claims: Vec::new(),
        probability: 0.97,
        grade: Grade::Stated,
        evidence: vec![Evidence { family: Family::Stated, amount: 1.0, score: 5.5, words: vec![told_by], what }],
        told_by: Some(told_by),
        named: None,
    }
}

/// The story of [`relay`] and [`retelling`]: a chain of four steps, and one article that names nobody.
pub(crate) fn story() -> (Vec<Account>, Story) {
    let accounts = vec![relay(), retelling()];
    let relay = &accounts[0];
    let on_relay = |words: &str| Passage { account: 0, span: span(relay, words) };
    let cited = |words: &str| vec![(0, span(relay, words))];
    let witnesses = vec![
        Witness { language: LanguageCode::parse("ar").ok(), ..witness(WitnessKind::Extant(0), "klyoum.com", vec![]) },
        Witness {
            language: LanguageCode::parse("en").ok(),
            ..witness(WitnessKind::Extant(1), "tidings.example", vec![])
        },
        witness(WitnessKind::Missing, "dostor.org", cited("المصدر: الدستور")),
        witness(WitnessKind::Missing, "theguardian.com", cited("الجارديان")),
        witness(WitnessKind::Missing, "Drop Site News", cited("Drop Site News")),
        witness(WitnessKind::Primary(SourceKind::Document), "وثائق", cited("وثائق")),
    ];
    let instance = |account: usize| {
        let fact = accounts[account].facts[0].clone();
        Instance { account, span: fact.span, sentence: fact.sentence, fact: Some(fact) }
    };
    let claim = Claim {
        instances: vec![instance(0), instance(1)],
        parents: vec![Vec::new(), Vec::new()],
        origins: Origins { expected: 1.3, median: 1, lo: 1, hi: 2 },
        mutations: vec![Mutation { from: 0, to: 1, kind: MutationKind::BoundLost }],
    };
    let guardian = on_relay("ووفقا لما أوردته الجارديان");
    let dropsite = on_relay("وثائق حصلت عليها Drop Site News");
    let derivations = vec![
        edge(2, 0, DerivationKind::Copy, on_relay("المصدر: الدستور"), "credit line"),
        edge(3, 2, DerivationKind::Cites, guardian, "citation"),
        edge(4, 3, DerivationKind::Cites, dropsite, "citation"),
        edge(5, 4, DerivationKind::FirstHand, dropsite, "citation"),
    ];
    let story = Story {
        title: "عنوان".to_owned(),
        witnesses,
        claims: vec![claim],
        derivations,
        matches: Vec::new(),
        circular: Vec::new(),
    };
    (accounts, story)
}

/// What [`relay`] and [`retelling`] have in common.
pub(crate) fn comparison() -> ([Account; 2], Comparison) {
    let accounts = [relay(), retelling()];
    let passage = |account: usize, words: &str| Passage { account, span: span(&accounts[account], words) };
    let told = Match {
        left: passage(0, "صفقات لا تقل عن 10 ملايين دولار"),
        right: passage(1, RETOLD),
        kind: MatchKind::Translated,
        rarity: 1.0,
    };
    let compared = Comparison {
        matches: vec![told],
        figures: vec![FigurePair { left: 0, right: 0, change: Some(MutationKind::BoundLost) }],
        copied: (0.0, 0.0),
        left: Unmatched { sentences: vec![span(&accounts[0], "المصدر: الدستور")], figures: Vec::new() },
        right: Unmatched::default(),
    };
    (accounts, compared)
}
