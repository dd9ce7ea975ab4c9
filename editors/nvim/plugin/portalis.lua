if vim.g.loaded_portalis then return end
vim.g.loaded_portalis = true

require('portalis').register()
