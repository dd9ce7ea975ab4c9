package project

import "strings"

// A Lifetime says in which versions of Python 3 a module is part of the standard
// library, as minor versions; 0 stands for "before 3.8" and for "still in 3.14".
type Lifetime struct{ Since, Until int }

// Stdlib says whether a top-level module belongs to the standard library of any
// version of Python from 3.8 to 3.14, and of which.
func Stdlib(name string) (Lifetime, bool) {
	life, ok := stdlib[name]
	return life, ok
}

// stdlib is made of the names that sys.stdlib_module_names has in each version.
var stdlib = func() map[string]Lifetime {
	all := map[string]Lifetime{
		"_aix_support":      {9, 0},
		"_android_support":  {13, 0},
		"_apple_support":    {13, 0},
		"_ast_unparse":      {14, 0},
		"_bootlocale":       {0, 9},
		"_bootsubprocess":   {9, 11},
		"_colorize":         {13, 0},
		"_crypt":            {0, 12},
		"_dummy_thread":     {0, 8},
		"_hmac":             {14, 0},
		"_interpchannels":   {13, 0},
		"_interpqueues":     {13, 0},
		"_interpreters":     {13, 0},
		"_ios_support":      {13, 0},
		"_msi":              {0, 12},
		"_opcode_metadata":  {13, 0},
		"_peg_parser":       {9, 9},
		"_py_warnings":      {14, 0},
		"_pydatetime":       {12, 0},
		"_pylong":           {12, 0},
		"_pyrepl":           {13, 0},
		"_remote_debugging": {14, 0},
		"_sha2":             {12, 0},
		"_sha256":           {0, 11},
		"_sha512":           {0, 11},
		"_suggestions":      {13, 0},
		"_sysconfig":        {13, 0},
		"_tokenize":         {11, 0},
		"_types":            {14, 0},
		"_typing":           {11, 0},
		"_wmi":              {13, 0},
		"_zoneinfo":         {9, 0},
		"_zstd":             {14, 0},
		"aifc":              {0, 12},
		"annotationlib":     {14, 0},
		"asynchat":          {0, 11},
		"asyncore":          {0, 11},
		"audioop":           {0, 12},
		"binhex":            {0, 10},
		"cgi":               {0, 12},
		"cgitb":             {0, 12},
		"chunk":             {0, 12},
		"compression":       {14, 0},
		"crypt":             {0, 12},
		"distutils":         {0, 11},
		"dummy_threading":   {0, 8},
		"formatter":         {0, 9},
		"graphlib":          {9, 0},
		"imghdr":            {0, 12},
		"imp":               {0, 11},
		"lib2to3":           {0, 12},
		"mailcap":           {0, 12},
		"msilib":            {0, 12},
		"nis":               {0, 12},
		"nntplib":           {0, 12},
		"ossaudiodev":       {0, 12},
		"parser":            {0, 9},
		"pipes":             {0, 12},
		"smtpd":             {0, 11},
		"sndhdr":            {0, 12},
		"spwd":              {0, 12},
		"sunau":             {0, 12},
		"symbol":            {0, 9},
		"telnetlib":         {0, 12},
		"tomllib":           {11, 0},
		"uu":                {0, 12},
		"xdrlib":            {0, 12},
		"zoneinfo":          {9, 0},
	}
	for _, name := range strings.Fields(always) {
		all[name] = Lifetime{}
	}
	return all
}()

// always are the modules that every version has.
const always = `
__future__ _abc _ast _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn
_codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections
_collections_abc _compat_pickle _compression _contextvars _csv _ctypes _curses
_curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib
_frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _io _json
_locale _lsprof _lzma _markupbase _md5 _multibytecodec _multiprocessing
_opcode _operator _osx_support _overlapped _pickle _posixshmem
_posixsubprocess _py_abc _pydecimal _pyio _queue _random _scproxy _sha1 _sha3
_signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string
_strptime _struct _symtable _thread _threading_local _tkinter _tracemalloc
_uuid _warnings _weakref _weakrefset _winapi abc antigravity argparse array
ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar
cmath cmd code codecs codeop collections colorsys compileall concurrent
configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses
datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno
faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc
genericpath getopt getpass gettext glob grp gzip hashlib heapq hmac html http
idlelib imaplib importlib inspect io ipaddress itertools json keyword
linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder
msvcrt multiprocessing netrc nt ntpath nturl2path numbers opcode operator
optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib
posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc
pydoc_data pyexpat queue quopri random re readline reprlib resource
rlcompleter runpy sched secrets select selectors shelve shlex shutil signal
site smtplib socket socketserver sqlite3 sre_compile sre_constants sre_parse
ssl stat statistics string stringprep struct subprocess symtable sys sysconfig
syslog tabnanny tarfile tempfile termios textwrap this threading time timeit
tkinter token tokenize trace traceback tracemalloc tty turtle turtledemo types
typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser
winreg winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib
`

// builtinModules are compiled into the interpreter. It looks there before it looks
// at any file, so that no module of a project takes their place.
var builtinModules = func() map[string]bool {
	all := map[string]bool{}
	for _, name := range strings.Fields(`
		_abc _ast _codecs _collections _functools _imp _io _locale _operator
		_signal _sre _stat _string _symtable _thread _tracemalloc _warnings
		_weakref atexit builtins errno faulthandler gc itertools marshal posix
		sys time`) {
		all[name] = true
	}
	return all
}()
