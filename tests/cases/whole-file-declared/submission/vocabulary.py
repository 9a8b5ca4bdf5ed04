import torch
from torch import nn


class NorthVocabularyMask(nn.Module):
    """Closes the part of the vocabulary that a language does not use."""

    def __init__(self, vocabulary: int, languages: dict[str, list[int]]) -> None:
        super().__init__()
        table = torch.ones(len(languages), vocabulary, dtype=torch.bool)
        for row, tokens in enumerate(languages.values()):
            table[row, torch.tensor(tokens)] = False
        self.register_buffer("closed", table, persistent=False)
        self.rows = {language: row for row, language in enumerate(languages)}

    def forward(self, logits: torch.Tensor, languages: list[str]) -> torch.Tensor:
        picked = torch.tensor([self.rows[language] for language in languages], device=logits.device)
        return logits.masked_fill(self.closed[picked].unsqueeze(1), torch.finfo(logits.dtype).min)
