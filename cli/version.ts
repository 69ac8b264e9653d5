import description from '../package.json' with { type: 'json' };

/** The version of Sagewatch; bundled, so that it is known wherever the bundle lies. */
export const { version } = description;
