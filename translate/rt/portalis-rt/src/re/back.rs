//! Goes back: ends what was tried, or tries something else.

use super::compile::Op;
use super::machine::{Frame, Machine, Next, Resume};
use super::tree::NO_LIMIT;

impl Machine<'_> {
    /// Ends the newest frame, or has it try something else.
    pub(super) fn resume(&mut self, matched: bool) -> Next {
        let Some(frame) = self.frames.pop() else {
            return Next::Return(matched);
        };
        match frame.resume {
            Resume::Required | Resume::LazyTurn { .. } | Resume::EndLoop | Resume::Tail => {
                Next::Return(self.end_turn(frame, matched))
            }
            Resume::Atomic if matched => self.after(frame, self.pos),
            Resume::Look if matched => self.after(frame, frame.at),
            Resume::Atomic | Resume::Look => Next::Return(false),
            Resume::LookNot => {
                if matched {
                    self.discard(frame);
                    return Next::Return(false);
                }
                self.restore(frame);
                self.discard(frame);
                self.after(frame, frame.at)
            }
            Resume::PossessiveRequired | Resume::Possessive => self.possessive(frame, matched),
            Resume::Turn { last } => {
                self.loops[frame.turns].last = last;
                if matched {
                    self.discard(frame);
                    return Next::Return(true);
                }
                self.restore(frame);
                self.discard(frame);
                self.loops[frame.turns].count = frame.count as isize - 1;
                self.inner = self.loops[frame.turns].outer;
                self.again(
                    Frame {
                        saved: false,
                        resume: Resume::Tail,
                        ..frame
                    },
                    frame.op + 1,
                )
            }
            Resume::TailFirst => self.after_tail(frame, matched),
            Resume::Branch { .. } | Resume::GreedyUnit | Resume::LazyUnit { .. } => {
                if matched {
                    self.discard(frame);
                    return Next::Return(true);
                }
                self.restore(frame);
                let next = match frame.resume {
                    Resume::Branch { next } => self.next_way(frame, next),
                    Resume::GreedyUnit => self.one_less(frame),
                    _ => self.one_more(frame),
                };
                if let Next::Return(_) = next {
                    self.discard(frame);
                }
                next
            }
        }
    }

    fn end_turn(&mut self, frame: Frame, matched: bool) -> bool {
        let turns = frame.turns;
        match frame.resume {
            Resume::EndLoop => {
                self.inner = self.loops.pop().and_then(|ended| ended.outer);
                return matched;
            }
            Resume::Tail => {
                self.inner = Some(turns);
                return matched;
            }
            Resume::LazyTurn { last } => self.loops[turns].last = last,
            _ => {}
        }
        if !matched {
            self.loops[turns].count = frame.count as isize - 1;
        }
        matched
    }

    /// Goes on behind a part that was matched on its own.
    fn after(&self, frame: Frame, at: usize) -> Next {
        let op = match self.program[frame.op] {
            Op::Atomic { end } | Op::Look { end, .. } | Op::Possessive { end, .. } => end,
            _ => frame.op + 1,
        };
        Next::Go {
            op,
            at,
            top: frame.top,
        }
    }

    /// Tries something with the frame on the stack again.
    fn again(&mut self, frame: Frame, op: usize) -> Next {
        self.frames.push(frame);
        Next::Go {
            op,
            at: frame.at,
            top: frame.top,
        }
    }

    fn next_way(&mut self, frame: Frame, next: usize) -> Next {
        let Op::Branch(starts) = &self.program[frame.op] else {
            return Next::Return(false);
        };
        let Some(&start) = starts.get(next) else {
            return Next::Return(false);
        };
        let resume = Resume::Branch { next: next + 1 };
        self.again(Frame { resume, ..frame }, start)
    }

    fn one_less(&mut self, mut frame: Frame) -> Next {
        let Op::RepeatUnit { min, .. } = &self.program[frame.op] else {
            return Next::Return(false);
        };
        let tail = frame.op + 1;
        loop {
            if frame.count <= *min {
                return Next::Return(false);
            }
            frame.count -= 1;
            frame.at -= 1;
            match &self.program[tail] {
                Op::Unit(unit) if !self.unit(unit, frame.at) => {}
                _ => return self.again(frame, tail),
            }
        }
    }

    fn one_more(&mut self, mut frame: Frame) -> Next {
        let Op::RepeatUnit { max, unit, .. } = &self.program[frame.op] else {
            return Next::Return(false);
        };
        if let Resume::LazyUnit { tried: true } = frame.resume {
            if frame.count >= *max || !self.unit(unit, frame.at) {
                return Next::Return(false);
            }
            frame.at += 1;
            frame.count += 1;
        }
        frame.resume = Resume::LazyUnit { tried: true };
        self.again(frame, frame.op + 1)
    }

    /// The tail of a lazy loop was tried.
    fn after_tail(&mut self, frame: Frame, matched: bool) -> Next {
        self.inner = Some(frame.turns);
        if matched {
            self.discard(frame);
            return Next::Return(true);
        }
        self.restore(frame);
        self.discard(frame);
        let Op::Until { max, body, .. } = self.program[frame.op] else {
            return Next::Return(false);
        };
        let turns = &mut self.loops[frame.turns];
        if frame.count >= max && max != NO_LIMIT || frame.at == turns.last {
            return Next::Return(false);
        }
        turns.count = frame.count as isize;
        let resume = Resume::LazyTurn { last: turns.last };
        turns.last = frame.at;
        self.again(
            Frame {
                saved: false,
                resume,
                ..frame
            },
            body,
        )
    }

    /// The body of a possessive loop was tried.
    fn possessive(&mut self, mut frame: Frame, matched: bool) -> Next {
        let Op::Possessive { min, max, .. } = self.program[frame.op] else {
            return Next::Return(false);
        };
        let required = matches!(frame.resume, Resume::PossessiveRequired);
        if !matched {
            if required {
                return Next::Return(false);
            }
            self.restore(frame);
            self.discard(frame);
            return self.after(frame, frame.at);
        }
        self.discard(frame);
        frame.count += 1;
        let moved = required || self.pos != frame.at;
        frame.at = self.pos;
        let more = frame.count < min || (frame.count < max || max == NO_LIMIT) && moved;
        if !more {
            return self.after(frame, frame.at);
        }
        let resume = if frame.count < min {
            Resume::PossessiveRequired
        } else {
            Resume::Possessive
        };
        self.push(
            resume,
            frame.op,
            frame.at,
            frame.count,
            frame.top,
            frame.count >= min,
        );
        Next::Go {
            op: frame.op + 1,
            at: frame.at,
            top: false,
        }
    }
}
