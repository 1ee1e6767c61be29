// A security key registers and signs in the browser; its answer goes to the centre
// through the page's own connection, and nothing of it is kept here.
"use strict";

(() => {
  const fromText = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) =>
      sign.charCodeAt(0),
    );

  const toText = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");

  const AGAIN = "没有按成：超时了，或者按了取消。请再试一次。";

  const WORDS = {
    NotAllowedError: AGAIN,
    InvalidStateError: "这把安全密钥已经登记过了。",
    SecurityError: "这个网址用不了安全密钥，请用发布中心的域名打开。",
    NotSupportedError: "这把安全密钥的算法不支持，请换一把。",
  };

  // Every answer has `refused`, in plain words; empty where the key has answered.
  const guarded = async (act) => {
    if (!window.PublicKeyCredential) {
      return { refused: "这个浏览器不会用安全密钥，请换一个浏览器。" };
    }
    try {
      return { refused: "", ...(await act()) };
    } catch (error) {
      return { refused: WORDS[error.name] ?? AGAIN };
    }
  };

  const register = (wanted) =>
    guarded(async () => {
      const made = await navigator.credentials.create({
        publicKey: {
          challenge: fromText(wanted.challenge),
          rp: { id: wanted.relying_party, name: "明白" },
          user: {
            id: fromText(wanted.user),
            name: wanted.name,
            displayName: wanted.name,
          },
          pubKeyCredParams: [
            { type: "public-key", alg: -7 },
            { type: "public-key", alg: -8 },
          ],
          authenticatorSelection: {
            userVerification: "required",
            residentKey: "discouraged",
          },
          attestation: "none",
          timeout: 120000,
        },
      });
      return {
        credential: toText(made.rawId),
        public: toText(made.response.getPublicKey()),
        authenticator_data: toText(made.response.getAuthenticatorData()),
        client_data_json: toText(made.response.clientDataJSON),
      };
    });

  const sign = (wanted) =>
    guarded(async () => {
      const made = await navigator.credentials.get({
        publicKey: {
          challenge: fromText(wanted.challenge),
          rpId: wanted.relying_party,
          allowCredentials: wanted.credentials.map((id) => ({
            type: "public-key",
            id: fromText(id),
          })),
          userVerification: "required",
          timeout: 120000,
        },
      });
      return {
        credential: toText(made.rawId),
        authenticator_data: toText(made.response.authenticatorData),
        client_data_json: toText(made.response.clientDataJSON),
        signature: toText(made.response.signature),
      };
    });

  window.mingbaiSecurityKey = { register, sign };
})();
