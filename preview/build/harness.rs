// The way into this module for its host. Only the previews of Portalis have it.
#![allow(clippy::all, dead_code, dropping_copy_types, unused_imports, unused_mut, unused_variables)]

use super::*;
use portalis_rt::wire::{self, Wire};
use std::cell::{Cell, RefCell};
use std::hint::black_box;
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Address and length of the last outcome.
static OUTCOME: [AtomicUsize; 2] = [AtomicUsize::new(0), AtomicUsize::new(0)];
/// What OUTCOME points to.
static KEPT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

type Prepared = Box<dyn FnMut()>;

thread_local! {
    static PREPARED: RefCell<Vec<Prepared>> = const { RefCell::new(Vec::new()) };
    /// Whether what is prepared was run.
    static RAN: Cell<bool> = const { Cell::new(false) };
}

unsafe extern "C" {
    fn __wasm_call_ctors();
}

#[unsafe(no_mangle)]
pub extern "C" fn _initialize() {
    // Naming the constructors also keeps the linker from running them, and the
    // destructors, around every call.
    unsafe { __wasm_call_ctors() };
    std::panic::set_hook(Box::new(stopped));
}

#[unsafe(no_mangle)]
pub extern "C" fn portalis_alloc(size: usize) -> *mut u8 {
    Box::into_raw(vec![0; size].into_boxed_slice()).cast()
}

#[unsafe(no_mangle)]
pub extern "C" fn portalis_outcome() -> *const u8 {
    OUTCOME.as_ptr().cast()
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn portalis_call(function: u32, address: *mut u8, size: usize) {
    publish(Vec::new());
    let mut out = Vec::new();
    let args = unsafe { take_back(address, size) };
    let result = Input::new(&args).and_then(|mut input| call(function, &mut input, &mut out));
    if let Err(parameter) = result {
        out.clear();
        head(&mut out, b't', 2);
        text(&mut out, "refused");
        text(&mut out, parameter);
    }
    publish(out);
    let _ = std::io::stdout().flush();
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn portalis_prepare(function: u32, address: *mut u8, size: usize, times: u32) -> u32 {
    let args = unsafe { take_back(address, size) };
    PREPARED.with_borrow_mut(|prepared| {
        if RAN.replace(false) {
            prepared.clear();
        }
        match Input::new(&args).and_then(|mut input| prepare(function, &mut input, times)) {
            Ok(calls) => {
                prepared.push(calls);
                1
            }
            Err(_) => 0,
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn portalis_run() {
    PREPARED.with_borrow_mut(|prepared| prepared.iter_mut().for_each(|calls| calls()));
    RAN.set(true);
}

unsafe fn take_back(address: *mut u8, size: usize) -> Box<[u8]> {
    unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(address, size)) }
}

fn publish(outcome: Vec<u8>) {
    if let Ok(mut kept) = KEPT.lock() {
        *kept = outcome;
        OUTCOME[0].store(kept.as_ptr() as usize, Relaxed);
        OUTCOME[1].store(kept.len(), Relaxed);
    }
}

/// The arguments of a call, of which the first are read.
struct Input<'a> {
    elems: &'a [u8],
    reader: wire::Reader<'a>,
}

impl<'a> Input<'a> {
    fn new(args: &'a [u8]) -> Result<Self, &'static str> {
        // A tuple's tag and length come first.
        args.get(5..).map(Self::of).ok_or("")
    }

    fn of(elems: &'a [u8]) -> Self {
        Self { elems, reader: wire::Reader::new(elems) }
    }

    fn take<T: Wire>(&mut self, parameter: &'static str) -> Result<T, &'static str> {
        T::read(&mut self.reader).ok_or(parameter)
    }

    /// What read makes of the arguments, so many times over.
    fn many<T>(&self, times: u32, read: fn(&mut Self) -> Result<T, &'static str>) -> Result<Vec<T>, &'static str> {
        (0..times).map(|_| read(&mut Self::of(self.elems))).collect()
    }
}

/// What can be written, whatever its type.
trait Write {
    fn put(&self, out: &mut Vec<u8>);
}

impl<T: Wire> Write for T {
    fn put(&self, out: &mut Vec<u8>) {
        self.write(out);
    }
}

fn head(out: &mut Vec<u8>, tag: u8, count: usize) {
    out.push(tag);
    out.extend((count as u32).to_le_bytes());
}

fn text(out: &mut Vec<u8>, s: &str) {
    head(out, b's', s.len());
    out.extend(s.as_bytes());
}

fn returned<T: Wire>(out: &mut Vec<u8>, value: T, after: &[(i64, &dyn Write)]) {
    head(out, b't', 3);
    text(out, "value");
    value.write(out);
    arguments(out, after);
}

fn finished<T: Wire>(out: &mut Vec<u8>, result: Result<T, portalis_rt::Error>, after: &[(i64, &dyn Write)]) {
    match result {
        Ok(value) => returned(out, value, after),
        Err(e) => {
            head(out, b't', 4);
            text(out, "raised");
            text(out, e.class());
            text(out, &e.message());
            arguments(out, after);
        }
    }
}

fn arguments(out: &mut Vec<u8>, after: &[(i64, &dyn Write)]) {
    head(out, b'd', after.len());
    for (index, value) in after {
        out.push(b'i');
        out.extend(index.to_le_bytes());
        value.put(out);
    }
}

/// The panic hook.
fn stopped(info: &PanicHookInfo) {
    let mut out = Vec::new();
    head(&mut out, b't', 3);
    text(&mut out, "stopped");
    match wire::raised() {
        Some(e) => {
            text(&mut out, e.class());
            text(&mut out, &e.message());
        }
        None => {
            text(&mut out, "");
            text(&mut out, message(info));
        }
    }
    publish(out);
    let _ = std::io::stdout().flush();
}

fn message<'a>(info: &'a PanicHookInfo) -> &'a str {
    let payload = info.payload();
    match payload.downcast_ref::<&'static str>() {
        Some(s) => s,
        None => payload.downcast_ref::<String>().map_or("panic", |s| s),
    }
}
