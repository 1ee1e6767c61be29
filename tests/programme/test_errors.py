import pytest

from programme.errors import (
    ContractError,
    DigestMismatch,
    DocumentMalformed,
    SignatureRefused,
    SpanImpossible,
)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DocumentMalformed("签发单", "少了标题"), "document_malformed"),
        (DigestMismatch(named="a" * 64, found="b" * 64), "digest_mismatch"),
        (SpanImpossible("结束不晚于开始"), "span_impossible"),
        (SignatureRefused("签的不是这一份"), "signature_refused"),
    ],
)
def test_every_error_has_a_code_for_programs_and_words_for_people(
    error: ContractError, code: str
) -> None:
    assert error.code == code
    assert str(error).endswith("。")
