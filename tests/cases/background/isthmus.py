"""Isthmus: prompts put together from turns."""


def join_turns(turns, opening="<", closing=">"):
    parts = []
    for speaker, text in turns:
        cleaned = " ".join(text.split())
        parts.append(f"{opening}{speaker}{closing}{cleaned}")
    return "\n".join(part for part in parts if not part.endswith(closing))
