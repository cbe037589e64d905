/**
 * Words of synthetic twins: choosing one, what its figures are worth, and how they compare with the real
 * model's.
 */
export const twins = {
  twin: {
    group: 'Synthetic twins, built here',
    name: '{{id}} (synthetic)',
    nameWithDepth_one: '{{id}} (synthetic, {{count, number}} layer)',
    nameWithDepth_other: '{{id}} (synthetic, {{count, number}} layers)',
    nameCut: '{{id}} (synthetic, {{layers, number}} of {{all, number}} layers)',
    standsFor: 'Has the shape of {{model}}, with made-up weights.',
    built: 'Weights at this depth: {{sizes}}. Built here, nothing is downloaded.',
    caveat:
      'Its scores mean nothing. Its throughput stands for the real model’s, since kernels do not look at values; its graph is assumed to be like the export’s until the two are compared.',
    caveatCut:
      'Its scores mean nothing. Cut to fewer layers it is faster and smaller than the real model, and its figures are its own: only at full depth do they stand for the real model’s.',
    layers: 'Layers',
    layersAll: 'all {{count, number}}',
    layersHelp: 'Fewer layers need less memory. Time is linear in them.',
    unknown: 'There is no twin “{{name}}”. There are {{known}}.',
    tooDeep: '{{name}} has {{all, number}} layers, so it cannot be built with {{asked, number}}.',
    use_one: 'Use {{count, number}} layer',
    use_other: 'Use {{count, number}} layers',
    fits_one: '{{lane}}: {{count, number}} layer fits.',
    fits_other: '{{lane}}: at most {{count, number}} layers fit.',
    fitsNone: '{{lane}}: it does not fit at any depth. Choose a smaller precision.',
    place: '{{place}}, measured with {{model}}',
    ranking:
      'These scores mean nothing: {{model}} has made-up weights, so the order says nothing about the documents.',
    recommendation:
      'Measured with a synthetic twin. It stands for the real model only as far as its graph is what the twin assumes.',
    recommendationCut:
      'Measured with a synthetic twin. Cut to fewer layers, it does not stand for the real model; measure at full depth before setting anything.',
  },
  twinCompare: {
    offer: 'There are runs of {{twin}} and of its real model, {{real}}.',
    compare: 'Compare with the real model',
    matched:
      'A synthetic twin is compared with its real model: lanes of {{twin}} and {{real}} are matched by device, precision, order of pairs and padding, although the models differ.',
    tokens:
      'The twin’s requests carry {{percent}} of the tokens of the real model’s, since its tokenizer is the built-in one. Those cells are not the same work.',
    cut: 'Only a twin at full depth is compared with its real model: {{lanes}} not.',
    twinOverReal: 'Twin ÷ real model',
    realOverTwin: 'Real model ÷ twin',
    lane: '{{head}} ÷ {{base}}',
  },
} as const;
