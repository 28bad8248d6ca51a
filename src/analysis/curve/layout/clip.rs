//! Lines and bands cut off at the edges of a window onto a longer time.

use super::super::marks::{At, at};

/// The pieces of a line from left to right that lie between two x.
pub(super) fn line(points: &[At], (left, right): (f32, f32)) -> Vec<Vec<At>> {
    let inside = |x: f32| (left..=right).contains(&x);
    if points.iter().all(|point| inside(point.x)) {
        return vec![points.to_vec()];
    }
    let mut pieces = Vec::new();
    let mut piece: Vec<At> = Vec::new();
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        if to.x < left || from.x > right {
            continue;
        }
        if piece.is_empty() {
            piece.push(if inside(from.x) {
                from
            } else {
                between(from, to, left)
            });
        }
        if to.x > right {
            piece.push(between(from, to, right));
            pieces.push(std::mem::take(&mut piece));
        } else {
            piece.push(to);
        }
    }
    if piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

/// The part of a band (x, upper y, lower y) that lies between two x.
pub(super) fn band(edges: &[(f32, f32, f32)], across: (f32, f32)) -> Vec<(f32, f32, f32)> {
    let upper: Vec<At> = edges.iter().map(|edge| at(edge.0, edge.1)).collect();
    let lower: Vec<At> = edges.iter().map(|edge| at(edge.0, edge.2)).collect();
    let one = |edge: &[At]| line(edge, across).into_iter().next().unwrap_or_default();
    let (upper, lower) = (one(&upper), one(&lower));
    upper
        .into_iter()
        .zip(lower)
        .map(|(upper, lower)| (upper.x, upper.y, lower.y))
        .collect()
}

fn between(from: At, to: At, x: f32) -> At {
    let share = (x - from.x) / (to.x - from.x);
    at(x, from.y + (to.y - from.y) * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_both_edges_and_a_line_outside_is_gone() {
        let whole = [at(0.0, 0.0), at(10.0, 10.0), at(20.0, 0.0)];
        assert_eq!(line(&whole, (0.0, 20.0)), [whole.to_vec()]);
        let cut = line(&whole, (5.0, 15.0));
        assert_eq!(cut, [vec![at(5.0, 5.0), at(10.0, 10.0), at(15.0, 5.0)]]);
        assert_eq!(line(&whole, (30.0, 40.0)), Vec::<Vec<At>>::new());
        assert_eq!(
            line(&whole, (12.0, 14.0)),
            [vec![at(12.0, 8.0), at(14.0, 6.0)]]
        );
    }

    #[test]
    fn a_band_is_cut_on_both_of_its_edges() {
        let whole = [(0.0, 0.0, 0.0), (10.0, -10.0, 10.0)];
        assert_eq!(
            band(&whole, (5.0, 10.0)),
            [(5.0, -5.0, 5.0), (10.0, -10.0, 10.0)]
        );
    }
}
