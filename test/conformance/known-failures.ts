/** Cases of `shared/cases` that fail, by name, each with its reason. A listed case that passes fails the suite. */
export const knownFailures: Readonly<Record<string, string>> = {
  'syntax-bad/061':
    'Elasticsearch accepts a missing event as until and ignores the "!" (elastic/elasticsearch#132787)',
  'kql-dsl-09': 'caseInsensitive is a setting of Kibana that the detection engine does not use',
  'kql-dsl-14': 'a time zone is a setting of Kibana; the detection engine reads dates in UTC',
};
