"""PyTorch on the GPU that the page is measured on: python3 native.py <data> <result.json> <seconds> [small]

The models have the twins' shapes and random weights. The texts, their tokens and the batch sizes are those of the
page's runs. "PyTorch" goes from token ids to scores, batch by batch, the longest pairs first, with each batch's
scores on the CPU before the next begins. "CrossEncoder" is `predict` of sentence-transformers, from texts to scores.
"""
import json
import os
import statistics
import sys
import tempfile
import time

os.environ['HF_HUB_OFFLINE'] = '1'
import torch
from sentence_transformers import CrossEncoder
from transformers import AutoModelForSequenceClassification, BertConfig, PreTrainedTokenizerFast, XLMRobertaConfig

data, result_file, seconds = sys.argv[1:4]
small = 'small' in sys.argv[4:]
deadline = time.monotonic() + float(seconds)
on_gpu = torch.cuda.is_available()
device = 'cuda' if on_gpu else 'cpu'
half = torch.float16 if on_gpu else torch.float32
max_length = 512
name_of_device = torch.cuda.get_device_name() if on_gpu else 'the CPU'
result = {'torch': torch.__version__, 'device': name_of_device, 'products': [], 'runs': [], 'errors': []}


class OutOfTime(Exception):
    pass


def add(kind, row):
    result[kind].append(row)
    print(kind, json.dumps(row), flush=True)
    with open(result_file, 'w') as file:
        json.dump(result, file, indent=1)


def median_ms(request):
    """The median time of three requests, after one that is not counted."""
    if time.monotonic() > deadline:
        raise OutOfTime
    times = []
    for _ in range(2 if small else 4):
        start = time.perf_counter()
        request()
        if on_gpu:
            torch.cuda.synchronize()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[1:])


def measure_products():
    """How fast large square matrices are multiplied, to hold the page's own peak against."""
    for precision, dtype, tf32 in [('fp16', half, False), ('fp32', torch.float32, False), ('tf32', torch.float32, True)]:
        torch.backends.cuda.matmul.allow_tf32 = tf32
        n = 256 if small else 8192
        a, b = (torch.randn(n, n, device=device, dtype=dtype) for _ in range(2))
        ms = median_ms(lambda: [a @ b for _ in range(10)]) / 10
        add('products', {'precision': precision, 'gflopsPerSecond': 2 * n**3 / ms / 1e6})
    torch.backends.cuda.matmul.allow_tf32 = False


def build(twin, dtype):
    shape = {**twin['shape'], **({'num_hidden_layers': 1} if small else {})}
    if twin['architecture'] == 'bert':
        config = BertConfig(**shape, num_labels=1)
    else:
        config = XLMRobertaConfig(**shape, num_labels=1, pad_token_id=1)
    with torch.device(device):
        return AutoModelForSequenceClassification.from_config(config).eval().to(device, dtype)


def padded(batch):
    """Token ids and mask of a batch."""
    width = max(map(len, batch))
    ids = [ids + [0] * (width - len(ids)) for ids in batch]
    mask = [[1] * len(ids) + [0] * (width - len(ids)) for ids in batch]
    return torch.tensor(ids), torch.tensor(mask)


def measure_model(name, dtype, documents):
    folder = os.path.join(data, name)
    with open(os.path.join(folder, 'twin.json')) as file:
        model = build(json.load(file), dtype)
    special = {f'{kind}_token': f'[{kind.upper()}]' for kind in ('pad', 'unk', 'cls', 'sep', 'mask')}
    file = os.path.join(folder, 'tokenizer.json')
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=file, model_max_length=max_length, **special)

    def measure(program, request_of):
        for pairs in documents:
            ids = tokenizer(*map(list, zip(*pairs)), truncation=True, max_length=max_length)['input_ids']
            ids.sort(key=len, reverse=True)
            for size in dict.fromkeys(min(size, len(pairs)) for size in [1, 2, 4, 8, 16, 32, 64]):
                ms = median_ms(request_of(pairs, ids, size))
                add('runs', {
                    'program': program, 'model': name, 'dtype': 'fp16' if dtype == torch.float16 else 'fp32',
                    'pairs': len(pairs), 'tokens': sum(map(len, ids)), 'batchSize': size,
                    'pairsPerSecond': 1000 * len(pairs) / ms,
                })

    def forward(_pairs, ids, size):
        batches = [padded(ids[start : start + size]) for start in range(0, len(ids), size)]

        @torch.inference_mode()
        def request():
            for batch, mask in batches:
                model(input_ids=batch.to(device), attention_mask=mask.to(device)).logits.float().cpu()

        return request

    measure('PyTorch', forward)
    # CrossEncoder in single precision would only cost time.
    if dtype != half:
        return
    with tempfile.TemporaryDirectory() as saved:
        model.save_pretrained(saved)
        tokenizer.save_pretrained(saved)
        encoder = CrossEncoder(saved, device=device, max_length=max_length)
    encoder.model.to(dtype)
    measure('CrossEncoder', lambda pairs, _, size: lambda: encoder.predict(pairs, batch_size=size, show_progress_bar=False))


def documents_of(kind):
    with open(os.path.join(data, kind + '.jsonl')) as file:
        return [(line['query'], line['text']) for line in map(json.loads, file)][: 2 if small else None]


measure_products()
documents = [documents_of('long'), documents_of('mixed')]
for dtype in dict.fromkeys([half, torch.float32]):
    for name in ('bge-reranker-v2-m3', 'ms-marco-MiniLM-L-6-v2'):
        try:
            measure_model(name, dtype, documents)
        except OutOfTime:
            add('errors', f'{name} {dtype}: no time was left')
            sys.exit(1)
        except Exception as error:
            add('errors', f'{name} {dtype}: {type(error).__name__}: {str(error)[:400]}')
        if on_gpu:
            torch.cuda.empty_cache()
