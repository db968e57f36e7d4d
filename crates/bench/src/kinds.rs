//! Other kinds than texts, and many messages in a post.

use std::time::Duration;

use anyhow::Result;

use crate::{
    figure::{Figure, Spread},
    ingest::{Plan, Reference, turn_over},
    payload::{Kind, Shape, requests},
    product::Product,
    reference::Loop,
};

pub(crate) const ABOUT: &str = "What people write beside texts, and posts that carry many messages, each kind in turn with a text \
in the same round. Processor time is that of the whole process, until everything is applied. The bare loop appends the same bytes and \
answers. Kinds with files are left out: fetching the file would be measured, not taking the message in.";

const KINDS: [(&str, Kind); 5] = [
    ("a location, CPU until applied", Kind::Location),
    ("contacts, CPU until applied", Kind::Contacts),
    ("a button pressed, CPU until applied", Kind::ButtonReply),
    ("an order, CPU until applied", Kind::Order),
    ("a kind nobody knows, CPU until applied", Kind::Unknown),
];
const CONNECTIONS: usize = 64;
/// As many as Meta puts into one post at most.
const MOST: usize = 1000;

pub(crate) async fn measure(product: &Product, plan: Plan) -> Result<Vec<Figure>> {
    let mut seed = 5000;
    let mut figures = Vec::new();
    for (name, kind) in KINDS {
        let (mut ours, mut text, mut ratio) = (Spread::default(), Spread::default(), Spread::default());
        for round in 0..=plan.rounds {
            seed += 2;
            let usual = cpu(product, seed, Shape::USUAL, CONNECTIONS, plan.time).await?;
            let other = cpu(product, seed + 1, Shape { kind, messages: 1 }, CONNECTIONS, plan.time).await?;
            if round > 0 {
                text.add(usual);
                ours.add(other);
                ratio.add(other / usual);
            }
        }
        figures.push(Figure {
            name,
            ratio: format!("{} × a text", ratio.shown(2)),
            value: format!("{} µs against {} µs", ours.shown(1), text.shown(1)),
        });
    }
    figures.extend(batches(product, plan).await?);
    Ok(figures)
}

async fn cpu(product: &Product, seed: u64, shape: Shape, connections: usize, time: Duration) -> Result<f64> {
    let count = (40_000 / shape.messages).max(8) * time.as_secs().max(1) as usize;
    let ours = product.requests(seed, count, shape);
    Ok(turn_over(connections, product.port, product.pid(), ours, time).await?.cpu_micros)
}

/// A thousand messages in a post: how long until it is answered, and what each costs.
async fn batches(product: &Product, plan: Plan) -> Result<Vec<Figure>> {
    const CONNECTIONS: usize = 4;
    let bare = Reference::start(Loop::Ack).await?;
    let shape = Shape { kind: Kind::Text, messages: MOST };
    let [mut one, mut many, mut cheaper, mut answer, mut bare_answer, mut slower] =
        std::array::from_fn(|_| Spread::default());
    for round in 0..=plan.rounds as u64 {
        let single = cpu(product, 9000 + 2 * round, Shape::USUAL, 64, plan.time).await?;
        let count = 40 * plan.time.as_secs().max(1) as usize;
        let theirs = requests(&Reference::sender(), "/", "localhost", 7000 + round, count, shape);
        let theirs = turn_over(CONNECTIONS, bare.port, bare.pid(), theirs, plan.time).await?;
        let ours = product.requests(9001 + 2 * round, count, shape);
        let ours = turn_over(CONNECTIONS, product.port, product.pid(), ours, plan.time).await?;
        if round == 0 {
            continue;
        }
        let each = ours.cpu_micros / MOST as f64;
        one.add(single);
        many.add(each);
        cheaper.add(each / single);
        let (p99, bare_p99) = (ours.round.percentile(0.99), theirs.round.percentile(0.99));
        answer.add(p99);
        bare_answer.add(bare_p99);
        slower.add(p99 / bare_p99);
    }
    Ok(vec![
        Figure {
            name: "a message of a post of 1,000, CPU until applied",
            ratio: format!("{} × one alone in its post (goal: at most 0.5)", cheaper.shown(2)),
            value: format!("{} µs against {} µs", many.shown(1), one.shown(1)),
        },
        Figure {
            name: "a post of 1,000 answered, p99",
            ratio: format!("{} × the bare ack loop (Meta wants less than 1 s)", slower.shown(2)),
            value: format!("{} ms against {} ms", answer.shown(1), bare_answer.shown(1)),
        },
    ])
}
