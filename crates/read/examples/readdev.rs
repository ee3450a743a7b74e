use headwater_lang::Registry;
use std::io::Write;
// usage: readdev LIST(jsonl: path, url, captured, id) > pred
fn main() {
    let list = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let dump = std::env::args().nth(2);
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    for line in list.lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let path = v["path"].as_str().unwrap();
        let bytes = std::fs::read(path).unwrap();
        let captured = v["captured"].as_str().and_then(|s| {
            let s = if s.len() == 17 { format!("{}:00Z", &s[..16]) } else { s.to_owned() };
            s.parse().ok()
        });
        let t0 = std::time::Instant::now();
        let cap = match headwater_read::capture(path, bytes, v["url"].as_str().map(str::to_owned), captured) {
            Ok(c) => c,
            Err(e) => {
                eprintln!("{path}: {e}");
                continue;
            }
        };
        let (page, n1) = headwater_read::page(&cap);
        let (a, n2) = headwater_read::article(&page, Registry::builtin(), captured);
        let dt = t0.elapsed().as_secs_f64();
        let t = &page.text;
        if dump.is_some() {
            for (b, l) in page.blocks.iter().zip(&a.labels) {
                let path: Vec<String> = if std::env::args().nth(2).as_deref() == Some("p") {
                    std::iter::successors(b.element, |e| page.elements[e.0 as usize].parent)
                        .map(|e| {
                            let e = &page.elements[e.0 as usize];
                            format!("{}.{}", e.tag, e.names)
                        })
                        .collect()
                } else {
                    vec![]
                };
                writeln!(
                    out,
                    "{:?} {:?} gap{} l{} | {} {}",
                    l,
                    b.kind,
                    b.gap,
                    b.linked,
                    b.span.of(t).chars().take(150).collect::<String>().replace('\n', "/"),
                    path.join(" < ")
                )
                .unwrap();
            }
            writeln!(
                out,
                "{:#?}\n{:?} {:?} {:?}",
                serde_json::json!({"title": a.title.as_ref().map(|x|&x.value)}),
                n1,
                n2,
                page.address
            )
            .unwrap();
        }
        let s = |x: &Option<headwater_model::Stated<String>>| x.as_ref().map(|x| x.value.clone());
        let j = serde_json::json!({
            "id": v["id"], "lang": a.language.map(|l| l.to_string()), "encoding": page.encoding,
            "title": s(&a.title), "byline": s(&a.byline), "authors": a.authors.iter().map(|x| &x.value).collect::<Vec<_>>(),
            "publisher": s(&a.publisher).or(page.host.clone()), "date": a.published.as_ref().map(|x| x.value.to_string()), "modified": a.modified.as_ref().map(|x| x.value.to_string()),
            "date_shown": s(&a.date_shown), "sections": a.sections.iter().map(|x| &x.value).collect::<Vec<_>>(),
            "site_topics": a.site_topics.iter().map(|x| (x.name.clone(), x.count)).collect::<Vec<_>>(),
            "topics": a.topics.iter().map(|x| &x.value).collect::<Vec<_>>(),
            "body": a.body.iter().map(|x| x.of(t)).collect::<Vec<_>>().join("\n\n"),
            "preface": a.preface.as_ref().map(|p| p.span.of(t)), "preface_label": a.preface.as_ref().map(|p| p.label.of(t)), "signer": a.preface.as_ref().and_then(|p| p.signer.as_ref()).map(|x| &x.value), "translation": a.preface.as_ref().map(|p| p.translation),
            "credit": a.credits.iter().map(|x| x.of(t)).collect::<Vec<_>>(), "refs": a.references.iter().map(|x| x.of(t)).collect::<Vec<_>>(),
            "marks": a.marks.iter().map(|m| (m.number, m.sentence.of(t))).collect::<Vec<_>>(),
            "actions": a.actions.iter().map(|x| &x.address).collect::<Vec<_>>(), "cut_off": a.cut_off.map(|x| x.of(t)), "seconds": dt,
        });
        writeln!(out, "{j}").unwrap();
    }
}
