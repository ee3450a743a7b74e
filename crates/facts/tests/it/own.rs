//! Where a page says that it found something out itself, and what only looks so.

use headwater_facts::sourcing;
use headwater_lang::Registry;
use headwater_model::{Label, LanguageCode, Span, Stated};

use crate::article;

/// Code, publisher, text.
type Row = (&'static str, &'static str, &'static str);

/// Returns the rows in which a page of the publisher claims own reporting, where it must not, or does not, where it must.
fn wrong(rows: &[Row], claimed: bool) -> Vec<String> {
    let claims = |(code, publisher, text): &&Row| {
        let (page, mut article) =
            article(text, LanguageCode::parse(code).expect("the rows have codes"), |_| Label::Body);
        article.publisher = Some(Stated::new((*publisher).to_owned(), Span::default()));
        !sourcing(&page, &article, Registry::builtin()).own_reporting.is_empty()
    };
    let wrong = rows.iter().filter(|row| claims(row) != claimed);
    wrong.map(|(code, _, text)| format!("{code}: {text}")).collect()
}

#[test]
fn a_page_says_what_it_read_counted_and_asked_itself() {
    let rows = [
        ("ar", "صوت الساحل", "علمت صوت الساحل أن الجسر سيغلق في الربيع."),
        ("ar", "صوت الساحل", "تكشف الوثيقة، التي اطلعنا عليها، عن تأخر العمل."),
        ("ar", "صوت الساحل", "زرنا الموقع وأحصينا ثلاثين خيمة."),
        ("de", "Tamber Leuchte", "Wie die „Leuchte“ erfahren hat, schließt die Brücke im Frühjahr."),
        ("de", "Tamber Leuchte", "Aus dem Bericht, der uns vorliegt, geht die Verspätung hervor."),
        ("de", "Tamber Leuchte", "Drei Tage lang haben wir die Boote im Hafen gezählt."),
        ("en", "Tamber Ledger", "The Ledger has learned that the bridge will close in spring."),
        ("en", "Tamber Ledger", "The keeper told the Ledger that the lamp had failed."),
        ("en", "Tamber Ledger", "We have counted every boat in the harbour twice."),
        ("en", "Tamber Ledger", "We have read the report so that you can decide."),
        ("es", "Aula Norte", "Aula Norte pudo comprobar que el puente estaba cerrado."),
        ("es", "Aula Norte", "Según pudo saber Aula Norte, la obra terminará en mayo."),
        ("es", "Aula Norte", "Hemos visitado las tres escuelas del valle."),
        ("fa", "صدای کرانه", "صدای کرانه دریافته است که پل در بهار بسته می\u{200c}شود."),
        ("fa", "صدای کرانه", "یکی از مهندسان به ما گفت که کار عقب افتاده است."),
        ("fa", "صدای کرانه", "ما سراسر بندر را دیدیم و قایق\u{200c}ها را یکی یکی شمردیم."),
        ("fr", "Le Fanal", "Le Fanal a pu consulter le rapport de la commission."),
        ("fr", "Le Fanal", "D'après nos sources, le pont fermera au printemps."),
        ("fr", "Le Fanal", "Nous avons patiemment compté les bateaux du port."),
        ("he", "קול החוף", "כפי שנודע לקול החוף, הגשר ייסגר באביב."),
        ("he", "קול החוף", "במסמך שהגיע לידינו נכתב שהעבודות מתעכבות."),
        ("he", "קול החוף", "ביקרנו בנמל וספרנו את הסירות."),
        ("hi", "तट समाचार", "तट समाचार को पता चला है कि पुल वसंत में बंद होगा।"),
        ("hi", "तट समाचार", "एक अभियंता ने हमें बताया कि काम में देरी है।"),
        ("hi", "तट समाचार", "हमने बंदरगाह की सभी नावें गिनीं।"),
        ("id", "Kabar Pantai", "Kabar Pantai memperoleh salinan laporan jembatan itu."),
        ("id", "Kabar Pantai", "Seorang insinyur bercerita kepada kami tentang keterlambatan itu."),
        ("id", "Kabar Pantai", "Dokumen yang diperoleh redaksi menyebut tiga tanggal."),
        ("it", "Il Molo", "Il Molo ha potuto visionare la relazione sul ponte."),
        ("it", "Il Molo", "Secondo le nostre informazioni il ponte chiuderà in primavera."),
        ("it", "Il Molo", "Abbiamo contato le barche una per una."),
        ("ja", "岩潮新聞", "岩潮新聞の取材で、橋が春に閉まることがわかった。"),
        ("ja", "岩潮新聞", "本紙が入手した資料には三つの日付がある。"),
        ("ja", "岩潮新聞", "私たちは港の船を一隻ずつ数えた。"),
        ("ko", "한빛신문", "한빛신문 취재 결과 다리는 봄에 닫힌다."),
        ("ko", "한빛신문", "본보 확인 결과 공사는 늦어지고 있었다."),
        ("ko", "한빛신문", "우리는 항구의 배를 한 척씩 세었다."),
        ("nl", "Het Baken", "Het Baken heeft vernomen dat de brug in het voorjaar sluit."),
        ("nl", "Het Baken", "Een ingenieur vertelde ons dat het werk achterloopt."),
        ("nl", "Het Baken", "Twee dagen lang hebben we de boten in de haven geteld."),
        ("pt", "Farol do Sul", "O Farol do Sul apurou que a ponte fechará na primavera."),
        ("pt", "Farol do Sul", "Uma engenheira contou-nos que a obra está atrasada."),
        ("pt", "Farol do Sul", "Visitamos as três escolas do vale."),
        ("ru", "Северная волна", "Как стало известно «Северной волне», мост закроют весной."),
        ("ru", "Северная волна", "Документ, оказавшийся в распоряжении редакции, называет три даты."),
        ("ru", "Северная волна", "Мы трижды пересчитали все лодки в гавани."),
        ("tr", "Kıyı Postası", "Kıyı Postası'nın ulaştığı belgelere göre köprü ilkbaharda kapanacak."),
        ("tr", "Kıyı Postası", "Bize konuşan bir mühendis işin geciktiğini anlattı."),
        ("tr", "Kıyı Postası", "Raporu baştan sona okuduk."),
        ("uk", "Північна хвиля", "Як стало відомо «Північній хвилі», міст закриють навесні."),
        ("uk", "Північна хвиля", "Інженерка розповіла нам, що роботи затримуються."),
        ("uk", "Північна хвиля", "Ми тричі перерахували всі човни в гавані."),
        ("zh", "岩潮日报", "岩潮日报获悉，大桥将于春季关闭。"),
        ("zh", "岩潮日报", "记者在现场看到，工程已经停止。"),
        ("zh", "岩潮日报", "我们在港口逐一清点了所有船只。"),
    ];
    assert!(wrong(&rows, true).is_empty(), "{:#?}", wrong(&rows, true));
}

#[test]
fn what_others_found_out_is_not_the_page_s() {
    let rows = [
        ("ar", "صوت الساحل", "قالت العمدة: «لقد زرنا الموقع وأحصينا الخيام»."),
        ("ar", "صوت الساحل", "علمت اللجنة أن الجسر سيغلق."),
        ("de", "Tamber Leuchte", "„Wir haben die Boote gezählt“, sagte die Bürgermeisterin."),
        ("de", "Tamber Leuchte", "Der Ausschuss hat erfahren, dass die Brücke schließt."),
        ("en", "Tamber Ledger", "“We have counted every boat,” the mayor said."),
        ("en", "Tamber Ledger", "The committee has established a fund for the harbour."),
        ("en", "Tamber Ledger", "The Ember Ledger has learned that the bridge will close."),
        ("en", "Tamber Ledger", "We know that they counted the boats."),
        ("en", "Tamber Ledger", "The mayor said we have counted every boat."),
        ("en", "Tamber Ledger", "We have learned a lot from the flood."),
        ("es", "Aula Norte", "«Hemos visitado las escuelas», dijo la alcaldesa."),
        ("en", "Tamber Ledger", "The mayor visited the Ledger and saw its presses."),
        ("es", "Aula Norte", "El club tuvo acceso a la final."),
        ("fa", "صدای کرانه", "شهردار گفت: «ما قایق\u{200c}ها را یکی یکی شمردیم»."),
        ("fa", "صدای کرانه", "کمیته صندوقی برای بندر دریافت کرده است."),
        ("fr", "Le Fanal", "« Nous avons compté les bateaux », a déclaré la maire."),
        ("fr", "Le Fanal", "La commission a appris la nouvelle hier."),
        ("he", "קול החוף", "״ביקרנו בנמל וספרנו את הסירות״, אמרה ראש העיר."),
        ("he", "קול החוף", "הוועדה בדקה את הגשר."),
        ("hi", "तट समाचार", "महापौर ने कहा, “हमने सभी नावें गिनीं।”"),
        ("hi", "तट समाचार", "समिति ने पुल का दौरा किया।"),
        ("id", "Kabar Pantai", "“Kami menghitung semua perahu,” kata wali kota."),
        ("id", "Kabar Pantai", "Panitia memperoleh dana untuk pelabuhan."),
        ("it", "Il Molo", "«Abbiamo contato le barche», ha detto la sindaca."),
        ("it", "Il Molo", "La commissione ha appreso la notizia ieri."),
        ("ja", "岩潮新聞", "市長は「私たちは船を数えた」と述べた。"),
        ("ja", "岩潮新聞", "委員会は港のための基金を設けた。"),
        ("ko", "한빛신문", "시장은 “우리는 배를 세었다”고 말했다."),
        ("ko", "한빛신문", "위원회는 항구를 위한 기금을 마련했다."),
        ("nl", "Het Baken", "“We hebben de boten geteld,” zei de burgemeester."),
        ("nl", "Het Baken", "De commissie heeft vastgesteld dat de brug dicht moet."),
        ("pt", "Farol do Sul", "“Visitamos as escolas”, disse a prefeita."),
        ("pt", "Farol do Sul", "A comissão teve acesso ao porto."),
        ("ru", "Северная волна", "«Мы пересчитали все лодки», — сказала мэр."),
        ("ru", "Северная волна", "Комиссия выяснила причину задержки."),
        ("tr", "Kıyı Postası", "“Bütün tekneleri tek tek saydık” dedi belediye başkanı."),
        ("tr", "Kıyı Postası", "Komisyon köprüyü inceledi."),
        ("uk", "Північна хвиля", "«Ми перерахували всі човни», — сказала мерка."),
        ("uk", "Північна хвиля", "Комісія з'ясувала причину затримки."),
        ("zh", "岩潮日报", "市长说：“我们清点了所有船只。”"),
        ("zh", "岩潮日报", "委员会设立了一项港口基金。"),
    ];
    assert!(wrong(&rows, false).is_empty(), "{:#?}", wrong(&rows, false));
}
