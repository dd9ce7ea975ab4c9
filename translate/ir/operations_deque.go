package ir

// collections.deque.
//
//	collections.deque       () an Iter or a str
//	collections.deque:maxlen    (Iter, Option{Int})
//	deque.getitem           d[i], a view; deque.entry: to be changed or assigned
//	deque.delitem append appendleft pop popleft extend extendleft rotate insert
//	deque.remove index count reverse clear copy maxlen
//	deque.add mul iadd      contains.deque  len len:usize bool not

var dequeT = Deque{anyT}

var dequeOperations = []*Operation{
	call("collections.deque", "rt::Deque::new()", dequeT),
	chain("collections.deque", "{0}.collect::<rt::Deque<_>>()", dequeT, val(iterT)),
	chain("collections.deque", "{0}.chars().map(String::from).collect::<rt::Deque<_>>()", Deque{Str}, recv(Str)),
	fn("collections.deque:maxlen", "rt::Deque::bounded", dequeT, val(iterT), val(optInt)).raises("ValueError"),
	fn("deque.getitem", "rt::collections::deque::at", anyT, ref(dequeT), val(Int)).raises("IndexError").view(),
	fn("deque.entry", "rt::collections::deque::at_mut", anyT, refMut(dequeT), val(Int)).raises("IndexError").view(),
	fn("deque.delitem", "rt::collections::deque::delete", Unit, refMut(dequeT), val(Int)).raises("IndexError"),
	method("deque.append", "push_back", Unit, recvMut(dequeT), val(anyT)),
	method("deque.appendleft", "push_front", Unit, recvMut(dequeT), val(anyT)),
	method("deque.pop", "pop_back", anyT, recvMut(dequeT)).raises("IndexError"),
	method("deque.popleft", "pop_front", anyT, recvMut(dequeT)).raises("IndexError"),
	method("deque.extend", "extend_from_slice", Unit, recvMut(dequeT), ref(listT)),
	method("deque.extend", "extend", Unit, recvMut(dequeT), val(iterT)),
	method("deque.extendleft", "extend_front", Unit, recvMut(dequeT), val(iterT)),
	call("deque.rotate", "{0}.rotate(1)", Unit, recvMut(dequeT)).prec(PrecCall, PrecCall),
	method("deque.rotate", "rotate", Unit, recvMut(dequeT), val(Int)),
	fn("deque.insert", "rt::collections::deque::insert", Unit, refMut(dequeT), val(Int), val(anyT)).raises("IndexError"),
	fn("deque.remove", "rt::collections::deque::remove", Unit, refMut(dequeT), ref(anyT)).raises("ValueError"),
	fn("deque.index", "rt::collections::deque::index_of", Int, ref(dequeT), ref(anyT)).raises("ValueError"),
	fn("deque.index", "rt::collections::deque::index_of_in", Int, ref(dequeT), ref(anyT), val(Int), val(optInt)).raises("ValueError"),
	fn("deque.count", "rt::collections::deque::count", Int, ref(dequeT), ref(anyT)),
	method("deque.reverse", "reverse", Unit, recvMut(dequeT)),
	method("deque.clear", "clear", Unit, recvMut(dequeT)),
	method("deque.copy", "clone", dequeT, recv(dequeT)),
	method("deque.maxlen", "maxlen", Option{Int}, recv(dequeT)),
	method("deque.add", "concat", dequeT, recv(dequeT), ref(dequeT)),
	method("deque.mul", "repeat", dequeT, recv(dequeT), val(Int)),
	method("deque.iadd", "extend_from_slice", Unit, recvMut(dequeT), ref(listT)),
	method("deque.iadd", "extend", Unit, recvMut(dequeT), val(iterT)),
	fn("contains.deque", "rt::collections::deque::contains", Bool, ref(dequeT), ref(anyT)),
	chain("len", "{0}.len() as i64", Int, recv(dequeT)).prec(PrecCast, PrecCall),
	method("len:usize", "len", Usize, recv(dequeT)),
	notEmpty("bool", dequeT),
	method("not", "is_empty", Bool, recv(dequeT)),
	chain("bool", "{0}.as_ref().is_some_and(|x| !x.is_empty())", Bool, recv(Option{dequeT})),
	chain("not", "{0}.as_ref().is_none_or(|x| x.is_empty())", Bool, recv(Option{dequeT})),
}
