"""The language server: what an editor shows of a map while somebody writes it.

`documents` has the open files, and `maps` the maps in them. Each feature is a module of
functions from these to values of argmap's own: `findings`, `fixes`, `hover`, `navigation`,
`completion`, `symbols`, `verdict_hints` and `pages`. `server` is a thin edge around them, which
speaks the Language Server Protocol with pygls. Only it, `messages` and `protocol` need the extra
`lsp`.
"""
