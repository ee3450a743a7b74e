//! Whom the steps of a page lead to: the body of a spokesperson, the person of a pronoun, the full name of a short one.

use headwater_facts::sourcing;
use headwater_lang::Registry;
use headwater_model::{Label, LanguageCode};

use crate::article;

/// The sources that the steps of a text lead to, as printed.
fn cited(code: &str, text: &str) -> Vec<String> {
    let (page, article) = article(text, LanguageCode::parse(code).expect("the table has codes"), |_| Label::Body);
    let sourcing = sourcing(&page, &article, Registry::builtin());
    sourcing.relays.iter().map(|relay| relay.cited.span.of(&page.text).to_owned()).collect()
}

#[test]
fn a_spokesperson_stands_for_the_body() {
    for (code, text, body) in [
        ("en", "The harbour trust's chair, Mora Pask, said the lamp would stay dark.", "The harbour trust"),
        ("en", "Spokeswoman Ines Kall of the harbour authority said the quay would open.", "the harbour authority"),
        (
            "de",
            "Das Umweltministerium will nachbessern. Es kommen 300 Geräte, sagte ein Sprecher.",
            "Umweltministerium",
        ),
        ("id", "Ketua panitia Rina Sari memperkirakan 46.000 pengunjung datang.", "panitia"),
        ("ja", "県水産試験場の担当者は、水温が2.3度上がったと説明した。", "県水産試験場"),
        ("ko", "회사의 협력사인 바다전지 관계자는 \"국산 전지만 들어간다\"고 말했다.", "바다전지"),
    ] {
        assert_eq!(cited(code, text), [body], "{code}: {text}");
    }
}

#[test]
fn a_pronoun_stands_for_the_person_named_before() {
    let text = "Заметил буй капитан сейнера Павел Орешин. «Качается, как поплавок», – рассказал он «Приливу».";
    assert_eq!(cited("ru", text).last().map(String::as_str), Some("капитан сейнера Павел Орешин"));
}

#[test]
fn what_is_counted_in_a_work_is_no_source() {
    let text = "In a poll by the Dale teachers' union, 41 per cent of the 264 members said that they had worn coats.";
    assert_eq!(cited("en", text), ["a poll by the Dale teachers' union"]);
}
