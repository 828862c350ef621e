// Plain choices of a desk: no maps (they would load tiles from outside), pages are not swiped.
export default {experimentalOptimizations: {computeAsync: false}, excludeNonRelevant: true, maps: [], googleApiKey: '', repeatOrdinals: true, validateContinuously: false, validatePage: true, swipePage: false, textMaxChars: 2000};
