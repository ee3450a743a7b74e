use std::io::BufRead;
use headwater_model::*;
fn esc(s:&str)->String{s.replace('\\',"\\\\").replace('"',"\\\"").replace('\n',"\\n").replace('\t',"\\t")}
fn main(){
    let mode=std::env::args().nth(1).unwrap();
    for line in std::io::stdin().lock().lines(){
        let line=line.unwrap(); let mut p=line.splitn(4,'\t');
        let (id,lang,refd,text)=(p.next().unwrap(),p.next().unwrap(),p.next().unwrap(),p.next().unwrap().replace("\\n","\n"));
        let mut blocks=vec![];let mut start=0;
        for l in text.split_inclusive('\n'){let s=l.trim_end();if !s.is_empty(){blocks.push(Block{span:Span::new(start,start+s.len()),kind:BlockKind::Paragraph,element:None,linked:0,gap:0});}start+=l.len();}
        let code=LanguageCode::parse(lang).unwrap();
        let reg=headwater_lang::Registry::builtin();
        let labels:Vec<Label>=blocks.iter().map(|_|Label::Body).collect();
        let page=Page{capture:CaptureId([0;32]),encoding:"UTF-8",text:text.clone(),blocks:blocks.clone(),elements:vec![],links:vec![],address:None,host:None,declared_language:None};
        let published=refd.get(..10).and_then(|d|d.parse().ok()).map(|d|Stated::new(When::day(d),Span::default()));
        let article=Article{language:Some(code),labels,body:blocks.iter().map(|b|b.span).collect(),published,..Default::default()};
        if mode=="facts"{
            for f in headwater_facts::figures(&page,&article,reg){
                println!("{id}\t{}\t{}\t{:?}\t{}\t{}",f.span.start,f.span.end,f.bound,f.value.kind().name(),f.value);
            }
        } else {
            let s=headwater_facts::sourcing(&page,&article,reg);
            for a in s.attributions{ println!("{{\"id\":\"{id}\",\"source\":\"{}\",\"cue\":\"{}\",\"content\":\"{}\"}}",esc(a.source.map_or("",|x|x.span.of(&text))),esc(a.cue.of(&text)),esc(a.content.map_or("",|c|c.of(&text))));}
        }
    }
}
