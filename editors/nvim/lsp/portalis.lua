-- For vim.lsp.enable('portalis') of Neovim 0.11 and newer.
return require('portalis.client').config()
