//! Quicksort in place.

fn quicksort(items: &mut [i64], mut low: isize, mut high: isize) {
    while low < high {
        let pivot = items[((low + high) / 2) as usize];
        let (mut i, mut j) = (low, high);
        while i <= j {
            while items[i as usize] < pivot {
                i += 1;
            }
            while items[j as usize] > pivot {
                j -= 1;
            }
            if i <= j {
                items.swap(i as usize, j as usize);
                i += 1;
                j -= 1;
            }
        }
        if j - low < high - i {
            quicksort(items, low, j);
            low = i;
        } else {
            quicksort(items, i, high);
            high = j;
        }
    }
}

pub fn sorted_checksum(n: i64) -> i64 {
    let mut seed = 42;
    let mut items: Vec<i64> = (0..n)
        .map(|_| {
            seed = (seed * 1_103_515_245 + 12345) % 2_147_483_648;
            seed
        })
        .collect();
    let last = items.len() as isize - 1;
    quicksort(&mut items, 0, last);
    items
        .iter()
        .enumerate()
        .fold(0, |checksum, (position, item)| {
            (checksum * 31 + item + position as i64) % 1_000_000_007
        })
}
