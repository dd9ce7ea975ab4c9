//! In how many ways queens can stand on a board without attacking each other.

struct Board {
    n: usize,
    columns: Vec<bool>,
    rising: Vec<bool>,
    falling: Vec<bool>,
}

impl Board {
    fn place(&mut self, row: usize) -> i64 {
        if row == self.n {
            return 1;
        }
        let mut ways = 0;
        for column in 0..self.n {
            let (up, down) = (row + column, row + self.n - column);
            if self.columns[column] || self.rising[up] || self.falling[down] {
                continue;
            }
            self.set(column, up, down, true);
            ways += self.place(row + 1);
            self.set(column, up, down, false);
        }
        ways
    }

    fn set(&mut self, column: usize, up: usize, down: usize, taken: bool) {
        self.columns[column] = taken;
        self.rising[up] = taken;
        self.falling[down] = taken;
    }
}

pub fn queens(n: i64) -> i64 {
    let n = n as usize;
    let mut board = Board {
        n,
        columns: vec![false; n],
        rising: vec![false; 2 * n],
        falling: vec![false; 2 * n],
    };
    board.place(0)
}
