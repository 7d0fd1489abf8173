"""A small server on loopback that answers with recorded replies, so that samples walk the real network path."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jobhelper.errors import UserError

MODEL = "recorded-sample"
_LISTED = re.compile(r"^- ([\w.-]+): (.+)$", re.MULTILINE)
_PATHS = frozenset({"/v1/chat/completions", "/chat/completions"})


@dataclass(frozen=True, slots=True)
class Recording:
    """One recorded reply: its task and posting, its content with citations by quote, and the completion around it."""

    name: str
    task: str
    contains: tuple[str, ...]
    content: Mapping[str, Any]
    completion: Mapping[str, Any]

    def answers(self, task: str, prompt: str) -> bool:
        """Whether this recording is the reply to such a request."""
        return task == self.task and all(words in prompt for words in self.contains)


def load_recordings(folder: Path) -> tuple[Recording, ...]:
    """The recordings in `folder`, by file name. Raises UserError for a damaged one."""
    return tuple(_recording(path) for path in sorted(folder.glob("*.json")))


def _recording(path: Path) -> Recording:
    try:
        data = json.loads(path.read_text("utf-8"))
        when = data["when"]
        return Recording(path.stem, when["task"], tuple(when["contains"]), data["content"], data["completion"])
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        hint = f"Install jobhelper again to restore it: {type(error).__name__}: {error}"
        raise UserError("A recorded reply can't be read.", hint, where=str(path)) from error


def content_for(recording: Recording, prompt: str, keys: Sequence[str]) -> dict[str, Any]:
    """The recorded content for one request: only `keys` that it asks for, quotes made into the ids that it lists.

    Ids of facts depend on how a CV is read, so recordings cite by the CV's words: `cites` in a sentence becomes
    `facts`, in a bullet `id` and `source`. A quote is found in the prompt's listed lines (`- id: words`); a sentence
    loses citations that the prompt doesn't list, a bullet that it doesn't list is left out.
    """
    listed = _LISTED.findall(prompt)
    content: dict[str, Any] = {}
    for key in keys:
        rows = recording.content.get(key, [])
        adapted = [_bullet(row, listed) if key == "bullets" else _sentence(row, listed) for row in rows]
        content[key] = [row for row in adapted if row is not None]
    return content


def _sentence(row: Mapping[str, Any], listed: Sequence[tuple[str, str]]) -> dict[str, Any]:
    ids = (_find(quote, listed) for quote in row["cites"])
    return {"text": row["text"], "facts": [found[0] for found in ids if found is not None]}


def _bullet(row: Mapping[str, Any], listed: Sequence[tuple[str, str]]) -> dict[str, Any] | None:
    # Bullets are listed twice, as facts and as what may be reworded; the later line is the bullet's own.
    found = _find(row["cites"], listed[::-1], whole=True)
    return None if found is None else {"id": found[0], "source": found[1], "text": row["text"]}


def _find(quote: str, listed: Sequence[tuple[str, str]], *, whole: bool = False) -> tuple[str, str] | None:
    wanted = _plain(quote)
    for fact_id, words in listed:
        plain = _plain(words)
        if plain == wanted if whole else wanted in plain:
            return fact_id, words
    return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split()).rstrip(".")


class ReplayServer:
    """Serves recordings on a free port of this machine while it is entered; `requests` are the bodies that came in."""

    def __init__(self, recordings: Sequence[Recording]) -> None:
        self.requests: list[dict[str, Any]] = []
        self._recordings = tuple(recordings)
        self._server: ThreadingHTTPServer | None = None

    @property
    def base_url(self) -> str:
        """What a client takes as its base URL."""
        if self._server is None:
            raise RuntimeError("the server has not been entered")
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        replay = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                """Answers one chat completion."""
                length = int(self.headers.get("content-length", 0))
                body = json.loads(self.rfile.read(length) or b"{}")
                replay.requests.append(body)
                status, kind, data = replay.answer(self.path, body)
                self.send_response(status)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                """Keeps the terminal free of the server's own lines."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def answer(self, path: str, body: Mapping[str, Any]) -> tuple[int, str, bytes]:
        """Status, content type and body for one request; 404 where nothing was recorded for it."""
        task, keys = _asked(body)
        prompt = "\n".join(str(message.get("content", "")) for message in body.get("messages", []))
        recording = next((r for r in self._recordings if r.answers(task, prompt)), None)
        if path not in _PATHS or recording is None:
            error = {"message": f"No reply was recorded for a request of the kind “{task}” about this posting."}
            return 404, "application/json", json.dumps({"error": error}).encode()
        text = json.dumps(content_for(recording, prompt, keys), ensure_ascii=False)
        completion = _completion(recording, prompt, text)
        if body.get("stream"):
            return 200, "text/event-stream", _events(completion, text)
        return 200, "application/json", json.dumps(completion, ensure_ascii=False).encode()


def _asked(body: Mapping[str, Any]) -> tuple[str, list[str]]:
    binding = (body.get("response_format") or {}).get("json_schema") or {}
    return str(binding.get("name", "")), list((binding.get("schema") or {}).get("properties", {}))


def _completion(recording: Recording, prompt: str, text: str) -> dict[str, Any]:
    completion = json.loads(json.dumps(recording.completion))
    completion["model"] = MODEL
    completion["choices"] = [
        {"index": 0, "message": {"role": "assistant", "content": text, "refusal": None}, "finish_reason": "stop"}
    ]
    tokens = (len(prompt) // 4, len(text) // 4)
    completion["usage"] = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}
    return dict(completion)


def _events(completion: Mapping[str, Any], text: str) -> bytes:
    head = {key: completion[key] for key in ("id", "created", "model")} | {"object": "chat.completion.chunk"}
    pieces = [text[at : at + 40] for at in range(0, len(text), 40)]
    chunks: list[dict[str, Any]] = [
        head | {"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]} for piece in pieces
    ]
    chunks.append(head | {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    chunks.append(head | {"choices": [], "usage": completion["usage"]})
    lines = [f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n" for chunk in chunks]
    return "".join([*lines, "data: [DONE]\n\n"]).encode()
