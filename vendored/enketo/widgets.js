// The widgets a questionnaire needs; those left out fall back to what browsers have by themselves.
import note from 'enketo-core/src/widget/note/notewidget';
import textarea from 'enketo-core/src/widget/textarea/textarea';
import table from 'enketo-core/src/widget/table/tablewidget';
import radio from 'enketo-core/src/widget/radio/radiopicker';
import likert from 'enketo-core/src/widget/select-likert/likertitem';
import columns from 'enketo-core/src/widget/columns/columns';
import range from 'enketo-core/src/widget/range/range-widget';
import rating from 'enketo-core/src/widget/rating/rating';
import rank from 'enketo-core/src/widget/rank/rank-widget';
import file from 'enketo-core/src/widget/file/filepicker';
import decimal from 'enketo-core/src/widget/number-input/decimal-input';
import integer from 'enketo-core/src/widget/number-input/integer-input';
import textMax from 'enketo-core/src/widget/text-max/text-max';
import draw from 'enketo-core/src/widget/draw/draw-widget';
import autocomplete from 'enketo-core/src/widget/select-autocomplete/autocomplete';
export default [note, textarea, table, radio, likert, columns, range, rating, rank, file, decimal, integer, textMax, autocomplete, draw];
