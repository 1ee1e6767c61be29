"""Name what can be wrong with a document of the contract; it decides nothing.

The tree::

    ContractError
    ├── DocumentMalformed     bytes that are not the document they claim to be
    ├── DigestMismatch        bytes that are not the ones that were named
    ├── SpanImpossible        a window that can never be open
    └── SignatureRefused      an approval that does not verify
"""


class ContractError(Exception):
    """Be the root of every error of the contract."""

    code = "contract"


class DocumentMalformed(ContractError):
    """Say that bytes are not a canonical document of the wanted kind."""

    code = "document_malformed"

    def __init__(self, kind: str, reason: str) -> None:
        self.kind = kind
        self.reason = reason
        super().__init__(f"{kind}: 内容不合格式（{reason}）。请重新取得这份文件。")


class DigestMismatch(ContractError):
    """Say that bytes do not have the SHA-256 by which they were named."""

    code = "digest_mismatch"

    def __init__(self, *, named: str, found: str) -> None:
        self.named = named
        self.found = found
        super().__init__(
            f"文件与登记的指纹不符：应为 {named}，实为 {found}。请重新取得。"
        )


class SpanImpossible(ContractError):
    """Say why a display window can never be open."""

    code = "span_impossible"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"展示时段不成立：{reason}。请改开始、结束或时段。")


class SignatureRefused(ContractError):
    """Say why an approval does not verify."""

    code = "signature_refused"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"签名不被接受：{reason}。")
