"""Keep the register of requests for disclosure, its clock and its yearly figures."""
