//! The Mersenne Twister MT19937, as CPython seeds and reads it.

const LEN: usize = 624;
const SHIFT: usize = 397;

#[derive(Clone)]
pub(super) struct Twister {
    state: [u32; LEN],
    next: usize,
}

impl Twister {
    /// Seeds with the words of a number, the lowest first.
    pub(super) fn new(key: &[u32]) -> Self {
        let mut state = [0_u32; LEN];
        state[0] = 19_650_218;
        for i in 1..LEN {
            state[i] = mixed(state[i - 1])
                .wrapping_mul(1_812_433_253)
                .wrapping_add(i as u32);
        }
        let mut i = 1;
        let mut j = 0;
        for _ in 0..LEN.max(key.len()) {
            state[i] = (state[i] ^ mixed(state[i - 1]).wrapping_mul(1_664_525))
                .wrapping_add(key[j])
                .wrapping_add(j as u32);
            i = following(i, &mut state);
            j = (j + 1) % key.len();
        }
        for _ in 1..LEN {
            state[i] =
                (state[i] ^ mixed(state[i - 1]).wrapping_mul(1_566_083_941)).wrapping_sub(i as u32);
            i = following(i, &mut state);
        }
        state[0] = 0x8000_0000;
        Self { state, next: LEN }
    }

    /// 32 random bits.
    pub(super) fn word(&mut self) -> u32 {
        if self.next == LEN {
            self.turn();
        }
        let mut y = self.state[self.next];
        self.next += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    /// Makes the next words of the state.
    fn turn(&mut self) {
        for i in 0..LEN {
            let y = (self.state[i] & 0x8000_0000) | (self.state[(i + 1) % LEN] & 0x7fff_ffff);
            let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            self.state[i] = self.state[(i + SHIFT) % LEN] ^ (y >> 1) ^ odd;
        }
        self.next = 0;
    }
}

fn mixed(word: u32) -> u32 {
    word ^ (word >> 30)
}

/// The place after i; the first takes over from the last.
fn following(i: usize, state: &mut [u32; LEN]) -> usize {
    if i + 1 < LEN {
        return i + 1;
    }
    state[0] = state[LEN - 1];
    1
}
