//! What goes to a worker and comes back: one piece of JSON, then pieces of bytes as they are. Bytes in
//! JSON would take four times their size.

use serde::{Serialize, de::DeserializeOwned};

/// A value and its bytes, as one.
///
/// # Errors
///
/// When the value cannot be written as JSON.
pub fn join<'a, T: Serialize>(
    value: &T,
    blobs: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Vec<u8>, String> {
    let json = serde_json::to_vec(value).map_err(|err| err.to_string())?;
    let mut out = Vec::with_capacity(json.len() + 16);
    push(&json, &mut out);
    for blob in blobs {
        push(blob, &mut out);
    }
    Ok(out)
}

/// The value and its bytes.
///
/// # Errors
///
/// When it is not what [`join`] wrote.
pub fn split<T: DeserializeOwned>(bytes: &[u8]) -> Result<(T, Vec<Vec<u8>>), String> {
    let mut rest = bytes;
    let json = pop(&mut rest).ok_or("a piece is cut short")?;
    let value = serde_json::from_slice(json).map_err(|err| err.to_string())?;
    let mut blobs = Vec::new();
    while !rest.is_empty() {
        blobs.push(pop(&mut rest).ok_or("a piece is cut short")?.to_vec());
    }
    Ok((value, blobs))
}

fn push(piece: &[u8], out: &mut Vec<u8>) {
    out.extend((piece.len() as u64).to_be_bytes());
    out.extend(piece);
}

fn pop<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_be_bytes(*length)).ok()?;
    let (piece, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out_and_a_cut_is_noticed() {
        let bytes = join(&("name", 7), [&b"one"[..], &b""[..]]).unwrap();
        let (value, blobs): ((String, u8), Vec<Vec<u8>>) = split(&bytes).unwrap();
        assert_eq!(value, ("name".to_owned(), 7));
        assert_eq!(blobs, [b"one".to_vec(), Vec::new()]);
        let first = 8 + br#"["name",7]"#.len();
        for cut in (0..first).chain(first + 1..first + 8 + 3) {
            assert!(split::<(String, u8)>(&bytes[..cut]).is_err(), "{cut}");
        }
    }
}
