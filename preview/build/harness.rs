// The way into this module for its host. Only the previews of Portalis have it.
#![allow(clippy::all, dead_code, dropping_copy_types, unused_imports, unused_mut, unused_variables)]

use super::*;
use portalis_rt::wire::{self, Reader, Wire};
use std::cell::RefCell;
use std::hint::black_box;
use std::io::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Address and length of the last outcome.
static OUTCOME: [AtomicUsize; 2] = [AtomicUsize::new(0), AtomicUsize::new(0)];
/// What OUTCOME points to.
static KEPT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

type Prepared = Box<dyn FnOnce()>;

thread_local! {
    static PREPARED: RefCell<Vec<Prepared>> = const { RefCell::new(Vec::new()) };
}

unsafe extern "C" {
    fn __wasm_call_ctors();
}

#[unsafe(no_mangle)]
pub extern "C" fn _initialize() {
    // Naming the constructors also keeps the linker from running them, and the
    // destructors, around every call.
    unsafe { __wasm_call_ctors() };
    wire::install_hook(stopped);
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
    if let Err(parameter) = call(function, &mut Input::new(&args), &mut out) {
        out.clear();
        wire::stopped(&mut out, &format!("the argument for {parameter} does not fit its type in Rust"));
    }
    publish(out);
    let _ = std::io::stdout().flush();
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn portalis_prepare(function: u32, address: *mut u8, size: usize, times: u32) -> u32 {
    let args = unsafe { take_back(address, size) };
    for _ in 0..times {
        match prepare(function, &mut Input::new(&args)) {
            Ok(call) => PREPARED.with_borrow_mut(|prepared| prepared.push(call)),
            Err(_) => return 0,
        }
    }
    1
}

#[unsafe(no_mangle)]
pub extern "C" fn portalis_run() {
    for call in PREPARED.take() {
        call();
    }
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
struct Input<'a>(Reader<'a>);

impl<'a> Input<'a> {
    fn new(args: &'a [u8]) -> Self {
        // A tuple's tag and length come first.
        Self(Reader::new(args.get(5..).unwrap_or_default()))
    }

    fn take<T: Wire>(&mut self, parameter: &'static str) -> Result<T, &'static str> {
        self.0.value().map_err(|_| parameter)
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

fn returned<T: Wire>(out: &mut Vec<u8>, value: T, after: &[(i64, &dyn Write)]) {
    wire::returned(out, &value);
    arguments(out, after);
}

fn finished<T: Wire>(out: &mut Vec<u8>, result: Result<T, portalis_rt::Error>, after: &[(i64, &dyn Write)]) {
    match result {
        Ok(value) => returned(out, value, after),
        Err(e) => {
            wire::raised(out, &e);
            arguments(out, after);
        }
    }
}

/// A dict of the arguments that may have changed, by index.
fn arguments(out: &mut Vec<u8>, after: &[(i64, &dyn Write)]) {
    out.push(b'd');
    out.extend((after.len() as u32).to_le_bytes());
    for (index, value) in after {
        index.put(out);
        value.put(out);
    }
}

/// Takes the outcome of a panic.
fn stopped(outcome: &[u8]) {
    publish(outcome.to_vec());
    let _ = std::io::stdout().flush();
}
